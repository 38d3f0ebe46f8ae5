package io.github.answersheet.store;

import java.util.Optional;

/**
 * Calls that are begun, told of before they are. What is left of one when its maker is gone is a call that may have been paid
 * and whose reply is lost. Thread-safe.
 */
public final class Intents {

    static final String FORGET = "DELETE FROM intent WHERE key = ? AND owner = ?";

    private static final String TELL = "INSERT INTO intent SELECT key, owner, ?, %1$s FROM claim"
            + " WHERE key = ? AND owner = ? AND expires > %1$s ON CONFLICT (key, owner) DO UPDATE SET begun = %1$s";
    private static final String OTHERS = "SELECT 1 FROM intent WHERE key = ? AND owner <> ?";
    private static final String LOST = "SELECT COUNT(*) FROM intent WHERE job = ? AND NOT EXISTS (SELECT 1 FROM claim"
            + " WHERE claim.key = intent.key AND claim.owner = intent.owner AND claim.expires > %s)";

    private final CallStore store;

    public Intents(CallStore store) {
        this.store = store;
    }

    /**
     * Tells of a call that this process has claimed and makes next.
     *
     * @return whether the claim still holds; else somebody else may be making the call
     */
    public boolean tell(CallKey key, String job) {
        Optional<Claim> claim = store.held(key);
        String sql = String.format(TELL, store.database().now());
        return claim.isPresent()
                && store.with(new Query(sql, job, key.hash(), claim.get().owner())::change) == 1;
    }

    /** The call got no reply, and will get none: there was nothing to pay. */
    public void forget(CallKey key) {
        store.held(key).ifPresent(claim -> store.with(new Query(FORGET, claim.key(), claim.owner())::change));
    }

    /** Whether somebody else began a call of which nothing was heard since. */
    public boolean hasOthers(CallKey key) {
        String owner = store.held(key).map(Claim::owner).orElse("");
        return store.with(connection -> new Query(OTHERS, key.hash(), owner)
                .first(connection, row -> true)
                .isPresent());
    }

    /** How many calls of a job were begun by somebody who is gone, and have no reply from them. */
    public long lost(String job) {
        String sql = String.format(LOST, store.database().now());
        return store.with(connection ->
                new Query(sql, job).first(connection, row -> row.getLong(1)).orElse(0L));
    }
}
