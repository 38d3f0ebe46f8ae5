package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.ProseLine;
import io.github.answersheet.examine.ExaminedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Talk to the reader of a chat that leaked into an answer. */
final class ChatTalk extends AnswerRule {

    private static final Pattern TALK = Pattern.compile("(?i)(?<![\"“‘'])(?:"
            + "\\bas an AI(?: language)? (?:model|assistant)\\b|\\bas a (?:large )?language model\\b|\\bas an AI, I\\b"
            + "|^\\W*(?:sure|certainly|of course|absolutely)[,!] (?:here(?:'s|’s| is| are)?|I|below is)\\b"
            + "|^\\W*great question\\b"
            + "|^\\W*here(?:'s|’s| is| are) (?:the|your|my) (?:(?:complete|full|requested|final|revised|updated|corrected|new) )*(?:answer|answers|response|answer sheet)\\b"
            + "|\\bI(?:'ve|’ve| have) (?:split|updated|rewritten|revised|simplified) (?:the|this|your) "
            + "|\\b(?:I )?hope (?:this|that) helps\\b|\\blet me know if (?:you|there)\\b|\\bfeel free to ask\\b|\\bhappy to help\\b"
            + "|\\b(?:would you like|do you want) me to\\b|\\bI(?:'m| am) sorry, but I\\b"
            + "|\\bI can(?:not|'t|’t) (?:help|assist) (?:you )?with (?:that|this)\\b)");

    // Without one of these no talk is found; looking for them costs a fraction of looking for the talk.
    private static final List<String> SIGNS = List.of(
            "as an ai",
            "language model",
            "i've ",
            "i’ve ",
            "i have ",
            "hope th",
            "let me know if",
            "feel free to",
            "happy to",
            "me to",
            "sorry, but",
            "i can't",
            "i can’t",
            "i cannot");
    private static final Pattern OPENING =
            Pattern.compile("(?i)\\W*(?:sure|certainly|of course|absolutely|great question|here)\\b");

    ChatTalk() {
        super("chat-talk", Level.ERROR);
    }

    @Override
    public List<Finding> check(ExaminedAnswer answer) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : answer.written()) {
            for (ProseLine line : section.content().prose()) {
                Optional<String> other = inOtherWords(answer, line.text());
                if (other.isPresent()) {
                    findings.add(finding(answer, section, line.offset(), told(other.get())));
                }
                if (other.isPresent() || !mayTalk(line.text())) {
                    continue;
                }
                Matcher talk = TALK.matcher(line.text());
                if (talk.find()) {
                    findings.add(finding(
                            answer,
                            section,
                            line.offset() + talk.start(),
                            told(talk.group().strip())));
                }
            }
        }
        return findings;
    }

    private static String told(String words) {
        return "\"" + words + "\" talks to somebody in a chat; remove the remark";
    }

    private static Optional<String> inOtherWords(ExaminedAnswer answer, String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return answer.pack().wordsByLanguage().values().stream()
                .flatMap(words -> words.talk().stream())
                .filter(lower::contains)
                .findFirst();
    }

    private static boolean mayTalk(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return OPENING.matcher(line).lookingAt() || SIGNS.stream().anyMatch(lower::contains);
    }
}
