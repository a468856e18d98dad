# Node and the native SQLite module are the same in both stages; nothing but the server goes on to the second.
FROM node:24-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev --no-audit --no-fund \
 && rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src

FROM node:24-bookworm-slim
LABEL org.opencontainers.image.title="xnat-mock" \
      org.opencontainers.image.description="An XNAT to test against" \
      org.opencontainers.image.licenses="Apache-2.0"
ENV NODE_ENV=production XNAT_MOCK_HOST=0.0.0.0 XNAT_MOCK_PORT=8080 XNAT_MOCK_LOG=json
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json openapi.yaml LICENSE ./
COPY migrations ./migrations
USER node
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=2s --start-period=5s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.XNAT_MOCK_PORT}${process.env.XNAT_MOCK_BASE_PATH ?? ''}/_mock/health`).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/main.js"]
