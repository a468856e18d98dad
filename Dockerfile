# syntax=docker/dockerfile:1
# The server, the node binary and the libraries that it needs, and nothing else: no shell, no package manager.
ARG NODE=24.21.0-bookworm

FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
COPY test/recorded ./test/recorded
RUN npm run build && npm prune --omit=dev --no-audit --no-fund
# What is only for compiling, for other languages or for reading stays behind; so do the modules that are in the bundle
RUN rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src node_modules/.bin node_modules/.package-lock.json \
 && find node_modules/better-sqlite3/build -type f ! -name better_sqlite3.node -delete \
 && find node_modules/@cornerstonejs/*/dist -type f ! -name '*wasm_decode.*' -delete \
 && find node_modules -type f \( -name '*.map' -o -name '*.md' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && find node_modules -depth -type d -empty -delete \
 && find dist -mindepth 1 -maxdepth 1 -type d -exec rm -rf {} + && find dist -name '*.d.ts' -delete
# The root of the image: node, what its loader names, a user without rights, folders to write in
WORKDIR /image
RUN mkdir -p usr/local/bin etc app data tmp \
 && cp /usr/local/bin/node usr/local/bin/node && strip usr/local/bin/node \
 && { ldd /usr/local/bin/node; ldd /app/node_modules/better-sqlite3/build/Release/better_sqlite3.node; } \
    | grep -o '/[^ ]*' | grep -v ':$' | sort -u | xargs -I{} cp -L --parents {} . \
 && printf 'xnat:x:1000:1000:xnat-mock:/data:/none\n' > etc/passwd && printf 'xnat:x:1000:\n' > etc/group \
 && mv /app/node_modules /app/dist app/ && chown 1000:1000 data && chmod 1777 tmp
COPY package.json openapi.yaml LICENSE app/
COPY migrations app/migrations
COPY assets app/assets

FROM scratch
LABEL org.opencontainers.image.title="xnat-mock" \
      org.opencontainers.image.description="An XNAT to test against: starts in a fraction of a second, answers as XNAT answers" \
      org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /image /
ENV PATH=/usr/local/bin NODE_ENV=production XNAT_MOCK_HOST=0.0.0.0 XNAT_MOCK_PORT=8080 XNAT_MOCK_LOG=json
WORKDIR /app
USER 1000:1000
EXPOSE 8080
# /data is for --db; uploads pass through /tmp. Both are volumes, so that the rest may be read-only
VOLUME ["/data", "/tmp"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --start-period=5s CMD ["/usr/local/bin/node", "dist/main.js", "health"]
ENTRYPOINT ["/usr/local/bin/node", "dist/main.js"]
