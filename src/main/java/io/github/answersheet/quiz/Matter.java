package io.github.answersheet.quiz;

import java.util.Locale;
import java.util.regex.Pattern;

/** What a heading or a lead-in says about the text under it. */
enum Matter {
    /** Nothing known: a section, a question, a topic. */
    OTHER,
    /** The answers to questions. */
    ANSWERS(
            "((click|tap|here|for|to|see|show|view|reveal|expand|open|display|the|all|correct|right|model|sample|suggested|quiz|my|main author s|author s|possible|example|official|expected|full) )*"
                    + "(answers?|answer keys?|answer sheet|solutions?|answers and explanations|explanations?|keys?|correct option|ans)( (and|with) explanations?)?( key)?"
                    + "( (to|for|of) .*)?( python \\d)?|solution \\d+|solution by .*"
                    + "|đáp án( .*)?|(muster|beispiel)?lösung(en)?|(muster)?antwort(en)?|richtige antwort(en)?|réponses?( correctes?)?|bonnes? réponses?|solutions|corrigés?|(la )?respuestas?( correctas?)?|soluciones|respostas?|risposte|soluzioni|(правильный )?ответы?|(правильные )?ответы|(参考|參考|正确|正確|标准)?答案|(参考)?解答(例)?|正解|解説|解析|정답|답"),
    /** Hints. */
    HINTS("hints?|tips?|gợi ý|hinweise?|indices?|pistas?|подсказк[аи]|提示|ヒント"),
    /** The word that introduces the question's own text. */
    QUESTION("question|question text|prompt|task|problem( statement)?|câu hỏi|frage|aufgabe|pregunta|вопрос|问题|問題"),
    /** Sample input and output. */
    EXAMPLES(
            "(sample |example )?(examples?|e g|for example|sample)( (input|output|usage|run))?( \\d)?|ví dụ|beispiele?|exemples?|ejemplos?|пример|例"),
    /** What to do with the quiz. */
    INSTRUCTIONS(
            "(quiz |general )?(instructions?|rules|guidelines|directions|how to (use|take|answer|play|submit|work with|do|solve|read) (this|the|these|it)\\b.*|how it works|before you (start|begin)|about( (this|the) .*)?"
                    + "|introduction|overview|prerequisites?|preface|objectives?|learning (objectives?|goals?|outcomes?)|goals?|table of contents|contents|toc|navigation|hướng dẫn|anleitung|instrucciones|mục lục)"),
    /** Points and grades. */
    SCORING(
            "(scoring|grading|score|marks|points|marking scheme|evaluation criteria|passing score|chấm điểm|bewertung)( .*)?"),
    /** What to read or do afterwards. */
    READING(
            "(additional |further |more |useful |recommended |external |helpful )*(resources?|references?|reading( list)?|links?|materials?|sources|documentation|bibliography|credits)( and .*)?"
                    + "|see also|next( steps?)?|what s next|conclusion|summary|wrap up|key (areas|points|takeaways)|takeaways|license|contributing|contributors?|acknowledg\\w+|feedback|changelog|authors?|tham khảo|tài liệu( .*)?");

    private final Pattern pattern;

    Matter() {
        this.pattern = null;
    }

    Matter(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** Reads a heading, or the words before a colon. */
    static Matter of(String words) {
        // "How to list branches?" asks; "How to use this quiz" does not.
        if (Evidence.asks(words)) {
            return OTHER;
        }
        String plain = words.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
        for (Matter matter : values()) {
            if (matter.pattern != null && matter.pattern.matcher(plain).matches()) {
                return matter;
            }
        }
        return OTHER;
    }
}
