package io.github.answersheet.material;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.core.FlattenGraphFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishMinimalStemFilter;
import org.apache.lucene.analysis.miscellaneous.WordDelimiterGraphFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/** An index in memory, ranked by BM25. Questions are taken for words, never for a query language. Thread-safe. */
final class PassageIndex implements AutoCloseable {

    private static final int MOST_TERMS = 200;
    private static final int MOST_HITS = 12;
    private static final int LEAST_SHARED_TERMS = 3;

    /** What scores less than this part of the best is about something else. */
    private static final float LEAST_OF_BEST = 0.4f;

    private static final String TEXT = "text";
    private static final String HEADING = "heading";

    /** Takes texts apart into words that say something. */
    private static final class Words extends Analyzer {

        private final CharArraySet stopWords;

        private Words(CharArraySet stopWords) {
            this.stopWords = stopWords;
        }

        @Override
        protected TokenStreamComponents createComponents(String field) {
            Tokenizer words = new StandardTokenizer();
            int parts = WordDelimiterGraphFilter.GENERATE_WORD_PARTS
                    | WordDelimiterGraphFilter.PRESERVE_ORIGINAL
                    | WordDelimiterGraphFilter.SPLIT_ON_CASE_CHANGE;
            TokenStream tokens = new FlattenGraphFilter(new WordDelimiterGraphFilter(words, parts, null));
            tokens = new StopFilter(new LowerCaseFilter(tokens), stopWords);
            return new TokenStreamComponents(words, new EnglishMinimalStemFilter(tokens));
        }
    }

    // On some versions of Java it advises another version of itself, which is none of the user's business.
    private static final Logger ADVICE =
            Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

    static {
        ADVICE.setLevel(Level.OFF);
    }

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Analyzer analyzer;

    /**
     * @param stopWords words that say nothing about a subject, besides those of English
     */
    PassageIndex(List<Passage> passages, List<String> stopWords) {
        this.analyzer = new Words(stopWords(stopWords));
        try {
            ByteBuffersDirectory directory = new ByteBuffersDirectory();
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (Passage passage : passages) {
                    Document document = new Document();
                    document.add(new TextField(HEADING, passage.heading(), Field.Store.NO));
                    document.add(new TextField(TEXT, passage.text(), Field.Store.NO));
                    writer.addDocument(document);
                }
                // In one segment the numbers of documents are those of the passages.
                writer.forceMerge(1);
            }
            this.reader = DirectoryReader.open(directory);
            this.searcher = new IndexSearcher(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of the passages that share enough with a text, the best first. */
    List<Integer> search(String text) {
        Set<String> terms = terms(text);
        if (terms.isEmpty()) {
            return List.of();
        }
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String term : terms) {
            BooleanQuery.Builder either = new BooleanQuery.Builder();
            either.add(new TermQuery(new Term(TEXT, term)), BooleanClause.Occur.SHOULD);
            either.add(new TermQuery(new Term(HEADING, term)), BooleanClause.Occur.SHOULD);
            query.add(either.build(), BooleanClause.Occur.SHOULD);
        }
        query.setMinimumNumberShouldMatch(Math.min(LEAST_SHARED_TERMS, terms.size()));
        try {
            List<Integer> hits = new ArrayList<>();
            float best = 0;
            for (ScoreDoc hit : searcher.search(query.build(), MOST_HITS).scoreDocs) {
                best = Math.max(best, hit.score);
                if (hit.score >= best * LEAST_OF_BEST) {
                    hits.add(hit.doc);
                }
            }
            return hits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Set<String> terms(String text) {
        Set<String> terms = new LinkedHashSet<>();
        try (TokenStream tokens = analyzer.tokenStream(TEXT, text)) {
            CharTermAttribute term = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken() && terms.size() < MOST_TERMS) {
                if (term.length() > 1) {
                    terms.add(term.toString());
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return terms;
    }

    // Words of quizzes that say nothing about their subject, besides those of English.
    private static CharArraySet stopWords(List<String> more) {
        CharArraySet words = new CharArraySet(EnglishAnalyzer.getDefaultStopSet(), true);
        words.addAll(more);
        return CharArraySet.unmodifiableSet(words);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
