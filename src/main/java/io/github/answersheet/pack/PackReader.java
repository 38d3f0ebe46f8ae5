package io.github.answersheet.pack;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.answersheet.source.InputException;
import io.github.answersheet.source.Position;
import io.github.answersheet.source.Problem;
import io.github.answersheet.source.SourceText;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a pack from its files and refuses it, with every problem named, if anything is missing or unknown. */
final class PackReader {

    /** The file that says what a pack is made of. */
    static final String MANIFEST = "pack.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Set<String> OF_CATEGORY = Set.of("category", "template", "exemplar");
    private static final Set<String> OF_EXEMPLAR = Set.of("category", "exemplar");
    private static final Set<String> OF_DRAFT = Set.of("number", "section", "category", "question", "fence", "notes");
    private static final Set<String> OF_REPAIR =
            Set.of("number", "section", "category", "question", "fence", "notes", "current", "findings", "labels");
    private static final Set<String> OF_CHANGES =
            Set.of("number", "section", "category", "question", "fence", "notes", "current", "findings");
    private static final Set<String> OF_SECTION =
            Set.of("number", "section", "category", "question", "fence", "notes", "written", "start");
    private static final Set<String> OF_QUESTIONS = Set.of("questions", "fence");
    private static final Map<String, Set<String>> OF_NOTES = Map.of(
            "choices", Set.of("letters"),
            "key", Set.of("key", "fence"),
            "facts", Set.of("facts", "fence"),
            "material", Set.of("passages", "fence"),
            "redraft", Set.of("findings", "fence"),
            "cases", Set.of(),
            "trials", Set.of("trials", "fence"),
            "language", Set.of("language"));
    private static final Set<String> OF_EXAMINER =
            Set.of("number", "section", "category", "question", "fence", "program", "answer", "runs", "most");
    private static final Set<String> OF_EXAMINER_AGAIN =
            Set.of("number", "section", "category", "question", "fence", "program", "answer", "cases", "findings");
    private static final Set<String> OF_SHEET = Set.of("answers", "fence");
    private static final Set<String> OF_JUDGE = Set.of("role");
    private static final Set<String> OF_COMPARISON = Set.of("number", "question", "x", "y", "fence");
    private static final Set<String> OF_SECOND_JUDGEMENT = Set.of("reason", "fence");
    private static final Set<String> OF_OUTLINE = Set.of("lines", "fence");
    private static final Set<String> OF_SECOND_OUTLINE = Set.of("reason", "fence");
    // What comes from a quiz, from course material, from a reply, from an endpoint or from a run.
    private static final Set<String> MATERIAL = Set.of(
            "section",
            "question",
            "questions",
            "key",
            "facts",
            "passages",
            "written",
            "current",
            "findings",
            "answer",
            "answers",
            "program",
            "runs",
            "cases",
            "trials",
            "x",
            "y",
            "lines",
            "reason");
    // What need not be said: the conditions of a piece of evidence, whether answers are proved and tried, rules that
    // are set.
    private static final Set<String> OPTIONAL = Set.of(
            "code",
            "unfinished",
            "absolutes",
            "choices",
            "diagram",
            "blank",
            "options",
            "kinds",
            "openings",
            "phrases",
            "proof",
            "trials",
            "rules");

    private final PackFiles files;
    private static final Pattern PART = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private final List<Problem> problems = new ArrayList<>();

    PackReader(PackFiles files) {
        this.files = files;
    }

    /** What {@code pack.json} holds; its keys are these names, and no others. */
    private record Manifest(
            String name,
            String version,
            String title,
            List<String> parts,
            List<ManifestClosing> closing,
            List<String> allowedLabels,
            List<ManifestCategory> categories,
            List<Evidence> evidence,
            List<Themes> themes,
            Map<String, List<String>> faultWords,
            List<String> stopWords,
            List<String> languages,
            Map<String, String> rules) {}

    private record ManifestClosing(String heading, String part) {}

    private record ManifestCategory(String id, String name, List<String> sections, boolean proof, boolean trials) {}

    Pack read() {
        Manifest manifest = manifest();
        Map<String, String> parts = new LinkedHashMap<>();
        for (String part : manifest.parts()) {
            if (!PART.matcher(part).matches()) {
                problems.add(Problem.of(
                        files.name(MANIFEST), "the part " + part + " is the name of a file in parts, without ending"));
                continue;
            }
            text("parts/" + part + ".md")
                    .ifPresent(t -> parts.put(part, t.text().strip()));
        }
        List<ClosingPart> closing = new ArrayList<>();
        for (ManifestClosing part : manifest.closing()) {
            if (!manifest.parts().contains(part.part())) {
                problems.add(Problem.of(files.name(MANIFEST), "closing names the unknown part " + part.part()));
            }
            closing.add(new ClosingPart(part.heading(), parts.getOrDefault(part.part(), "")));
        }
        List<Category> categories =
                manifest.categories().stream().map(this::category).toList();
        Set<String> ofSystem = new LinkedHashSet<>(manifest.parts());
        ofSystem.addAll(OF_CATEGORY);
        // What is printed at the end of each sheet may, but need not be sent along.
        Set<String> needed = new LinkedHashSet<>(ofSystem);
        manifest.closing().forEach(part -> needed.remove(part.part()));
        boolean hasExemplars = categories.stream().anyMatch(c -> c.exemplar().isPresent());
        if (!hasExemplars) {
            needed.remove("exemplar");
        }
        Layout system = constant("system.md", ofSystem, needed);
        Layout exemplar = hasExemplars ? constant("exemplar.md", OF_EXEMPLAR, Set.of("exemplar")) : null;
        Layout draft = layout("draft.md", OF_DRAFT, Set.of("number", "question", "fence", "notes"));
        Layout section = layout("section.md", OF_SECTION, Set.of("question", "fence", "notes", "written", "start"));
        Layout questions = layout("questions.md", OF_QUESTIONS, OF_QUESTIONS);
        Layout repair =
                layout("repair.md", OF_REPAIR, Set.of("question", "fence", "notes", "current", "findings", "labels"));
        Layout changesSystem = constant("changes/system.md", new LinkedHashSet<>(manifest.parts()), Set.of());
        Layout changes =
                layout("changes/request.md", OF_CHANGES, Set.of("question", "fence", "notes", "current", "findings"));
        Map<String, Layout> notes = new LinkedHashMap<>();
        OF_NOTES.forEach((name, variables) -> notes.put(name, layout("notes/" + name + ".md", variables, variables)));
        Optional<ProofLayouts> examiner = manifest.categories().stream().anyMatch(c -> c.proof() || c.trials())
                ? Optional.of(new ProofLayouts(
                        constant("examiner/system.md", Set.of(), Set.of()),
                        constant("examiner/cases.md", Set.of(), Set.of()),
                        layout(
                                "examiner/request.md",
                                OF_EXAMINER,
                                Set.of("question", "fence", "program", "answer", "runs", "most")),
                        layout(
                                "examiner/again.md",
                                OF_EXAMINER_AGAIN,
                                Set.of("question", "fence", "program", "answer", "cases", "findings")),
                        constant("sheet/system.md", Set.of(), Set.of()),
                        layout("sheet/request.md", OF_SHEET, OF_SHEET)))
                : Optional.empty();
        manifest.evidence().stream()
                .map(Evidence::category)
                .filter(id -> categories.stream().noneMatch(c -> c.id().equals(id)))
                .forEach(id ->
                        problems.add(Problem.of(files.name(MANIFEST), "evidence names the unknown category " + id)));
        Map<String, Words> words = new LinkedHashMap<>();
        manifest.languages().forEach(language -> words(language).ifPresent(w -> words.put(language, w)));
        if (manifest.languages().isEmpty()) {
            problems.add(
                    Problem.of(files.name(MANIFEST), "languages names none; the first is that of the pack itself"));
        }
        refuseIfAnythingIsWrong();
        questionsAreCalledTheSame(categories);
        return new Pack(
                manifest.name(),
                manifest.version(),
                manifest.title(),
                categories,
                manifest.evidence(),
                manifest.themes(),
                manifest.faultWords(),
                manifest.stopWords(),
                words,
                Optional.empty(),
                manifest.allowedLabels(),
                parts,
                closing,
                system,
                Optional.ofNullable(exemplar),
                questions,
                draft,
                section,
                repair,
                changesSystem,
                changes,
                notes,
                manifest.rules() == null ? Map.of() : manifest.rules(),
                examiner);
    }

    /** How answers are compared in a role; nothing else of the pack is looked at. */
    Rubric rubric(String role) {
        String text =
                text("compare/roles/" + role + ".md").map(SourceText::text).orElse("");
        Layout system = constant("compare/system.md", OF_JUDGE, OF_JUDGE);
        Layout request = layout("compare/request.md", OF_COMPARISON, OF_COMPARISON);
        Layout again = layout("compare/again.md", OF_SECOND_JUDGEMENT, OF_SECOND_JUDGEMENT);
        refuseIfAnythingIsWrong();
        return new Rubric(role, system.fill(Map.of("role", text.strip())), request, again);
    }

    /** How a model is asked where questions stand; nothing else of the pack is looked at. */
    Outlining outlining() {
        String system = text("outline/system.md").map(SourceText::text).orElse("");
        Layout request = layout("outline/request.md", OF_OUTLINE, OF_OUTLINE);
        Layout again = layout("outline/again.md", OF_SECOND_OUTLINE, OF_SECOND_OUTLINE);
        refuseIfAnythingIsWrong();
        return new Outlining(system.strip(), request, again);
    }

    private Manifest manifest() {
        SourceText text = text(MANIFEST).orElse(null);
        refuseIfAnythingIsWrong();
        try {
            JsonNode json = JSON.readTree(text.text());
            keys(text, json, "", Manifest.class);
            json.path("closing").forEach(c -> keys(text, c, " of a closing part", ManifestClosing.class));
            json.path("categories").forEach(c -> keys(text, c, " of a category", ManifestCategory.class));
            json.path("themes").forEach(t -> keys(text, t, " of a list of themes", Themes.class));
            json.path("evidence").forEach(e -> keys(text, e, " of a piece of evidence", Evidence.class));
            refuseIfAnythingIsWrong();
            return JSON.treeToValue(json, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new InputException(invalid(text, e));
        }
    }

    private static Problem invalid(SourceText text, JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        Optional<Position> position = at == null || at.getLineNr() < 1
                ? Optional.empty()
                : Optional.of(new Position(at.getLineNr(), Math.max(1, at.getColumnNr())));
        String file = text.name().substring(text.name().lastIndexOf('/') + 1);
        return new Problem(
                text.name(),
                position,
                position.map(p -> text.line(p.line())),
                "is no valid " + file + ": " + e.getOriginalMessage());
    }

    private void keys(SourceText text, JsonNode object, String of, Class<? extends Record> wanted) {
        Set<String> known = new LinkedHashSet<>();
        for (RecordComponent component : wanted.getRecordComponents()) {
            known.add(component.getName());
            if (!object.hasNonNull(component.getName()) && !OPTIONAL.contains(component.getName())) {
                problems.add(Problem.of(text.name(), "missing key \"" + component.getName() + "\"" + of));
            }
        }
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                problems.add(Problem.of(
                        text.name(), "unknown key \"" + name + "\"" + of + "; known: " + String.join(", ", known)));
            }
        });
    }

    // Whoever reads a sheet has to know them before the category.
    private void questionsAreCalledTheSame(List<Category> categories) {
        List<String> names = categories.stream()
                .map(c -> c.format().question().name())
                .distinct()
                .toList();
        if (names.size() != 1) {
            problems.add(Problem.of(
                    files.name(MANIFEST),
                    names.isEmpty()
                            ? "categories names none"
                            : "the label that is marked (question) has to be the same in all templates, and is "
                                    + String.join(", ", names)));
        }
        refuseIfAnythingIsWrong();
    }

    private Optional<Words> words(String language) {
        if (!language.matches("[a-z]{2,3}")) {
            problems.add(Problem.of(files.name(MANIFEST), "\"" + language + "\" is no code of a language such as de"));
            return Optional.empty();
        }
        return text("words/" + language + ".json").flatMap(text -> {
            int before = problems.size();
            try {
                JsonNode json = JSON.readTree(text.text());
                keys(text, json, " of words", Words.class);
                if (problems.size() > before) {
                    return Optional.empty();
                }
                Words words = JSON.treeToValue(json, Words.class);
                words.wrongPhrases().forEach(wrong -> problems.add(Problem.of(text.name(), wrong)));
                return Optional.of(words);
            } catch (JsonProcessingException e) {
                problems.add(invalid(text, e));
                return Optional.empty();
            }
        });
    }

    private Category category(ManifestCategory category) {
        AnswerFormat format = text("templates/" + category.id() + ".md")
                .map(t -> AnswerFormat.parse(t, problems))
                .orElse(new AnswerFormat(List.of(), ""));
        String file = "exemplars/" + category.id() + ".md";
        Optional<String> exemplar =
                files.read(file).isPresent() ? text(file).map(t -> t.text().strip()) : Optional.empty();
        return new Category(
                category.id(),
                category.name(),
                category.sections(),
                category.proof(),
                category.trials(),
                format,
                exemplar);
    }

    private Layout layout(String file, Set<String> known, Set<String> required) {
        return text(file)
                .map(t -> Layout.parse(t, known, required, MATERIAL, problems))
                .orElse(null);
    }

    // Of what only the pack says; its parts may have any name.
    private Layout constant(String file, Set<String> known, Set<String> required) {
        return text(file)
                .map(t -> Layout.parse(t, known, required, Set.of(), problems))
                .orElse(null);
    }

    private Optional<SourceText> text(String file) {
        Optional<SourceText> text = files.read(file);
        if (text.isEmpty()) {
            problems.add(Problem.of(files.name(file), "the pack has no such file"));
        } else if (text.get().text().isBlank()) {
            problems.add(Problem.of(files.name(file), "the file is empty"));
        }
        return text;
    }

    private void refuseIfAnythingIsWrong() {
        if (!problems.isEmpty()) {
            throw new InputException(problems);
        }
    }
}
