package io.github.answersheet.llm;

import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are trusted: those that Java trusts, and those in the PEM file that {@code SSL_CERT_FILE} names. */
final class Trust {

    static final String VARIABLE = "SSL_CERT_FILE";

    private static final TrustManager[] NOBODY = {};

    private Trust() {}

    /**
     * What to connect with; empty for Java's own. Reading all certificates takes a while, and an endpoint without any needs none.
     *
     * @throws InputException if the file is no file of certificates
     */
    static Optional<SSLContext> in(Endpoint endpoint, Map<String, String> variables) {
        if (endpoint.baseUrl().startsWith("https")) {
            return of(variables);
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, NOBODY, null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /**
     * What to connect with; empty for Java's own.
     *
     * @throws InputException if the file is no file of certificates
     */
    static Optional<SSLContext> of(Map<String, String> variables) {
        String file = variables.getOrDefault(VARIABLE, "").strip();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int number = 0;
            for (TrustManager known : managers(null)) {
                for (Certificate issuer : ((X509TrustManager) known).getAcceptedIssuers()) {
                    all.setCertificateEntry("java-" + number++, issuer);
                }
            }
            for (Certificate own : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                all.setCertificateEntry("own-" + number++, own);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return Optional.of(context);
        } catch (IOException | GeneralSecurityException e) {
            throw new InputException(Problem.of(
                    VARIABLE + "=" + file,
                    "holds no certificates in PEM form that can be read (" + e.getMessage() + ")"));
        }
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
