package io.github.answersheet.cluster;

import io.github.answersheet.llm.Call;
import io.github.answersheet.llm.ChatClient;
import io.github.answersheet.llm.EndpointException;
import io.github.answersheet.llm.Reply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several endpoints that serve the same model. A call goes to the one that has the fewest under way, so that what is slow or
 * at its limit gets fewer; one that cannot be used is left out. Thread-safe.
 */
final class EndpointPool implements ChatClient {

    private final List<Member> members;

    private static final class Member {

        private final ChatClient client;
        private int underWay;

        Member(ChatClient client) {
            this.client = client;
        }

        int underWay() {
            return underWay;
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
                return member.client.chat(call);
            } catch (EndpointException e) {
                last = e;
                leaveOut(member);
            } finally {
                giveBack(member);
            }
        }
    }

    private synchronized Member take(EndpointException last) {
        Member member = members.stream()
                .min(Comparator.comparingInt(Member::underWay))
                .orElseThrow(() -> last == null ? new EndpointException("no endpoint is left to call") : last);
        member.underWay++;
        return member;
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
