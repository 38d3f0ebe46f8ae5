package io.github.answersheet.cluster;

import io.github.answersheet.store.CallKey;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** Limits that hold over all workers together: what one takes, the others have not. Thread-safe. */
public final class GlobalLimits {

    private static final int HEXADECIMAL = 16;
    private static final int DIGITS = 15;

    private final ProxyManager<Long> buckets;

    /**
     * @param dataSource of the database that all workers share
     */
    public GlobalLimits(DataSource dataSource) {
        this.buckets =
                Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource).build();
    }

    /**
     * The limit of an endpoint; the figures of the worker that was started last hold for all.
     *
     * @param perMinute at most, evenly, with a burst of a second's worth; 0 for no limit
     */
    GlobalLimit limit(String endpoint, String unit, long perMinute) {
        if (perMinute == 0) {
            return GlobalLimit.NONE;
        }
        long burst = Math.max(1, perMinute / Duration.ofMinutes(1).toSeconds());
        BucketConfiguration configuration = BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(burst)
                        .refillGreedy(perMinute, Duration.ofMinutes(1))
                        .build())
                .build();
        BucketProxy bucket = buckets.builder().build(id(endpoint, unit), () -> configuration);
        bucket.replaceConfiguration(configuration, TokensInheritanceStrategy.AS_IS);
        return new SharedLimit(bucket.asBlocking(), burst);
    }

    private static long id(String endpoint, String unit) {
        String hash = CallKey.of(Map.of("endpoint", endpoint, "unit", unit)).hash();
        return Long.parseLong(hash.substring(0, DIGITS), HEXADECIMAL);
    }
}
