package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** Needs Docker, and the image: docker build -t xnat-mock ../.. */
@Testcontainers
class ScanTest {
    @Container
    private static final GenericContainer<?> XNAT = new GenericContainer<>(DockerImageName.parse("xnat-mock"))
            .withExposedPorts(8080)
            .waitingFor(Wait.forHttp("/_mock/health"));

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> send(String method, String path) throws Exception {
        String site = "http://" + XNAT.getHost() + ":" + XNAT.getMappedPort(8080);
        String basic = Base64.getEncoder().encodeToString("member:member".getBytes());
        HttpRequest request = HttpRequest.newBuilder(URI.create(site + path))
                .header("Authorization", "Basic " + basic)
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    @Test
    void aScanIsMadeAndRead() throws Exception {
        String scan = "/data/experiments/XNAT_E00001/scans/6";
        assertEquals(200, send("PUT", scan + "?xsiType=xnat:mrScanData&type=T2w").statusCode());
        assertTrue(send("GET", scan + "?format=json").body().contains("\"type\":\"T2w\""));
    }
}
