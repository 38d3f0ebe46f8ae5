package io.github.answersheet.llm;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The proxy that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in capitals or not. Loopback needs none. */
final class EnvironmentProxy extends ProxySelector {

    private static final int DEFAULT_PORT = 8080;

    private final Map<String, String> variables;

    EnvironmentProxy(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    /**
     * The proxy for the calls to an endpoint.
     *
     * @throws InputException if it would see the key
     */
    static EnvironmentProxy to(Endpoint endpoint, Map<String, String> variables) {
        EnvironmentProxy proxies = new EnvironmentProxy(variables);
        URI uri = URI.create(endpoint.baseUrl());
        if (endpoint.apiKey().isPresent()
                && uri.getScheme().equals("http")
                && proxies.select(uri).get(0) != Proxy.NO_PROXY) {
            throw new InputException(Problem.of(
                    endpoint.baseUrl(),
                    "the proxy of HTTP_PROXY would see the key; use https, or name " + uri.getHost() + " in NO_PROXY"));
        }
        return proxies;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (isDirect(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(variable(uri.getScheme().equals("https") ? "HTTPS_PROXY" : "HTTP_PROXY")
                .flatMap(EnvironmentProxy::address)
                .map(address -> new Proxy(Proxy.Type.HTTP, address))
                .orElse(Proxy.NO_PROXY));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException e) {
        // The call fails with the same exception.
    }

    private boolean isDirect(String host) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
            return true;
        }
        for (String entry : variable("NO_PROXY").orElse("").split("[,\\s]+")) {
            String domain =
                    entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", "").replaceFirst(":\\d+$", "");
            if (entry.equals("*") || !domain.isEmpty() && (host.equals(domain) || host.endsWith("." + domain))) {
                return true;
            }
        }
        return false;
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.getOrDefault(name, variables.get(name.toLowerCase(Locale.ROOT))))
                .filter(value -> !value.isBlank());
    }

    private static Optional<InetSocketAddress> address(String value) {
        try {
            URI uri = URI.create(value.contains("://") ? value.strip() : "http://" + value.strip());
            return Optional.ofNullable(uri.getHost())
                    .map(host ->
                            InetSocketAddress.createUnresolved(host, uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
