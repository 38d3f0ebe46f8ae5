package io.github.answersheet.cluster;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Several endpoints that serve the same model. A call goes to the one that has the fewest under way, so that what is slow or
 * at its limit gets fewer; one that cannot be used is left out. One that fails, however fast, is passed over for some calls,
 * twice as many each time, until it answers again. Thread-safe.
 */
final class EndpointPool implements ChatClient {

    // Even one that fails for hours is tried once in so many calls.
    private static final int MOST_DOUBLINGS = 6;

    private final List<Member> members;

    private static final class Member {

        private final ChatClient client;
        private int underWay;
        private int failures;
        private int passedOver;

        Member(ChatClient client) {
            this.client = client;
        }

        /** The fewer, the sooner it is called. */
        int load() {
            return underWay + passedOver;
        }

        void failed() {
            failures = Math.min(failures + 1, MOST_DOUBLINGS);
            passedOver = 1 << failures;
        }

        void answered() {
            failures = 0;
            passedOver = 0;
        }
    }

    EndpointPool(List<ChatClient> clients) {
        this.members = new ArrayList<>(clients.stream().map(Member::new).toList());
    }

    @Override
    public Reply chat(Call call) {
        EndpointException last = null;
        while (true) {
            Member member = take(last);
            try {
                Reply reply = member.client.chat(call);
                told(member, Member::answered);
                return reply;
            } catch (EndpointException e) {
                last = e;
                leaveOut(member);
            } catch (RuntimeException e) {
                told(member, Member::failed);
                throw e;
            } finally {
                giveBack(member);
            }
        }
    }

    private synchronized Member take(EndpointException last) {
        Member member = members.stream()
                .min(Comparator.comparingInt(Member::load))
                .orElseThrow(() -> last == null ? new EndpointException("no endpoint is left to call") : last);
        member.underWay++;
        for (Member other : members) {
            if (other != member) {
                other.passedOver = Math.max(0, other.passedOver - 1);
            }
        }
        return member;
    }

    private synchronized void told(Member member, Consumer<Member> what) {
        what.accept(member);
    }

    private synchronized void giveBack(Member member) {
        member.underWay--;
    }

    private synchronized void leaveOut(Member member) {
        members.remove(member);
    }

    @Override
    public synchronized String description() {
        return members.stream().map(m -> m.client.description()).collect(Collectors.joining(", "));
    }
}
