package io.github.answersheet.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.answersheet.prompt.Prompt;
import io.github.answersheet.prompt.Subject;
import io.github.answersheet.source.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are closed in: a certificate of nobody, one of the user's own CA, and addresses with a query. */
@Tag("java")
class CertificatesTest {

    private static final char[] PASSWORD = "change it".toCharArray();
    private static final String BODY =
            "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"fine\"}}]}";

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @Test
    void aCertificateThatNobodyKnowsIsNamedOnceAndOneOfTheUsersOwnIsTrusted() throws Exception {
        Path store = folder.resolve("keys.p12");
        keytool("-genkeypair", "-alias", "a", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1");
        Path pem = folder.resolve("own.pem");
        keytool("-exportcert", "-alias", "a", "-rfc", "-file", pem.toString());
        HttpsServer server = HttpsServer.create(address(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        String url = "https://127.0.0.1:" + started(server);
        try {
            ChatClient strange = client(url + "/v1", Map.of());
            EndpointException e = assertThrows(EndpointException.class, () -> strange.chat(call()));
            assertTrue(e.getMessage().contains("its certificate is not trusted"), e.getMessage());
            assertTrue(e.getMessage().contains("SSL_CERT_FILE"), e.getMessage());
            assertEquals(0, requests.get());
            ChatClient known = client(url + "/v1", Map.of("SSL_CERT_FILE", pem.toString()));
            assertEquals("fine", known.chat(call()).text());
        } finally {
            server.stop(0);
        }
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing\n");
        for (Path wrong : List.of(empty, folder.resolve("none.pem"))) {
            InputException refused =
                    assertThrows(InputException.class, () -> client(url, Map.of("SSL_CERT_FILE", wrong.toString())));
            assertTrue(refused.getMessage().contains("SSL_CERT_FILE=" + wrong), refused.getMessage());
        }
    }

    @Test
    void tlsIsNotSpokenWithAServerThatHasNone() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> refuse(server));
            answering.start();
            ChatClient client = client("https://127.0.0.1:" + server.getLocalPort() + "/v1", Map.of());
            EndpointException e = assertThrows(EndpointException.class, () -> client.chat(call()));
            assertTrue(e.getMessage().contains("begin with http://"), e.getMessage());
            answering.join();
        }
    }

    private static void refuse(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException gone) {
            // The client has hung up, as it may.
        }
    }

    @Test
    void theVersionOfAzureGoesAlongAndItsKeyUnderItsName() throws IOException {
        HttpServer server = HttpServer.create(address(), 0);
        int port = started(server);
        try {
            String base = "http://127.0.0.1:" + port + "/openai/deployments/mine/";
            client(base + "?api-version=2024-10-21", Map.of()).chat(call());
            client(base, Map.of()).chat(call());
        } finally {
            server.stop(0);
        }
        assertEquals(
                List.of(
                        "/openai/deployments/mine/chat/completions?api-version=2024-10-21 api-key=key Authorization=null",
                        "/openai/deployments/mine/chat/completions api-key=null Authorization=Bearer key"),
                seen);
        Map<String, String> variables = Map.of("OPENAI_API_VERSION", "2024-10-21");
        String azure = "https://x.openai.azure.com/openai/deployments/d";
        assertEquals(azure + "?api-version=2024-10-21", Endpoint.address(azure, variables));
        assertEquals(azure + "?api-version=1", Endpoint.address(azure + "?api-version=1", variables));
        assertEquals(
                "https://x.openai.azure.com/openai/v1",
                Endpoint.address("https://x.openai.azure.com/openai/v1", variables));
        assertEquals(Provider.OPENAI.baseUrl(), Endpoint.address(Provider.OPENAI.baseUrl(), variables));
    }

    private static InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private int started(HttpServer server) {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            seen.add(exchange.getRequestURI() + " api-key=" + headers.getFirst("api-key") + " Authorization="
                    + headers.getFirst("Authorization"));
            byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server.getAddress().getPort();
    }

    private void keytool(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(args));
        command.addAll(List.of("-keystore", folder.resolve("keys.p12").toString(), "-storepass", new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    private static SSLContext context(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static Call call() {
        return new Call(new Subject("", 1, "?"), Step.DRAFT, new Prompt("system", "user"), OptionalInt.empty());
    }

    private static ChatClient client(String url, Map<String, String> variables) {
        Endpoint endpoint = new Endpoint(url, Optional.of("key"), "model", Duration.ofSeconds(20));
        Patience patience = new Patience(3, Duration.ofMillis(5), Duration.ofMillis(20));
        return new RetryingClient(new ModelClient(endpoint, new Limits(1, 0, 0), variables), patience);
    }
}
