package io.github.answersheet.check.rule;

import io.github.answersheet.check.AnswerRule;
import io.github.answersheet.check.Candidate;
import io.github.answersheet.check.Finding;
import io.github.answersheet.check.Level;
import io.github.answersheet.draft.DraftSection;
import io.github.answersheet.draft.ProseLine;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Talk to the reader of a chat that leaked into an answer. */
final class ChatTalk extends NamedRule implements AnswerRule {

    private static final Pattern TALK = Pattern.compile(
            "\\b[Aa]s an? (?:AI|large language|language) (?:model|assistant)?"
                    + "|^\\W*(?:Sure|Certainly|Of course|Absolutely)[,!] (?:here|I|let)\\b"
                    + "|^\\W*Here(?:'s|’s| is| are) (?:the|your|an?|my) (?:\\w+ ){0,4}(?:answer|answers|response|answer sheet|requested \\w+"
                    + "|updated \\w+|revised \\w+|rewritten \\w+|corrected version)\\b"
                    + "|\\bI(?:'ve|’ve| have) (?:split|added|updated|rewritten|revised|included|kept|removed|simplified|corrected) (?:the|this|your|it)\\b"
                    + "|\\b[Ii] hope (?:this|that) helps\\b|\\b[Ll]et me know if\\b|\\b[Ff]eel free to ask\\b"
                    + "|\\b(?:Would you like|Do you want) me to\\b|\\bI(?:'m| am) sorry, but\\b|\\bI can(?:not|'t|’t) (?:help|answer|assist)\\b");

    ChatTalk() {
        super("chat-talk", Level.ERROR);
    }

    @Override
    public List<Finding> check(Candidate candidate) {
        List<Finding> findings = new ArrayList<>();
        for (DraftSection section : candidate.written()) {
            for (ProseLine line : section.content().prose()) {
                Matcher talk = TALK.matcher(line.text());
                if (talk.find()) {
                    findings.add(candidate.finding(
                            this,
                            section,
                            line.offset() + talk.start(),
                            "\"" + talk.group().strip() + "\" talks to somebody in a chat; remove the remark"));
                }
            }
        }
        return findings;
    }
}
