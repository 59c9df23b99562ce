// Lucene with three analysers over the same texts and queries as tawthiq: how fast it answers and which forms it finds.
// Run by benchmarks/peers/__main__.py:  java -cp LUCENE_JARS Peers.java TEXTS QUERIES FORMS FOLDER ROUNDS
// TEXTS: a line a document. QUERIES: kind TAB query (words are joined by AND, a phrase stands in quotation marks).
// FORMS: query TAB form. Prints TSV: "index" name seconds bytes, "time" name kind milliseconds, "found" name query form.

import java.io.IOException;
import java.nio.file.*;
import java.text.Normalizer;
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.ar.ArabicAnalyzer;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.*;
import org.apache.lucene.index.*;
import org.apache.lucene.search.*;
import org.apache.lucene.store.*;
import org.apache.lucene.util.QueryBuilder;

public class Peers {
    static final int TOP = 20;

    /** ICU folding in the words of its definition: compatible forms apart, marks away, small letters. */
    static final class Folded extends TokenFilter {
        private final CharTermAttribute term = addAttribute(CharTermAttribute.class);

        Folded(TokenStream input) {
            super(input);
        }

        @Override
        public boolean incrementToken() throws IOException {
            if (!input.incrementToken()) {
                return false;
            }
            String plain = Normalizer.normalize(term.toString(), Normalizer.Form.NFKD).replaceAll("\\p{Mn}", "");
            term.setEmpty().append(plain.toLowerCase(Locale.ROOT));
            return true;
        }
    }

    /** Standard words and a filter, as both platforms configure their index. */
    static Analyzer standard(boolean folded) {
        return new Analyzer() {
            @Override
            protected TokenStreamComponents createComponents(String field) {
                StandardTokenizer words = new StandardTokenizer();
                TokenStream found = folded ? new Folded(words) : new ASCIIFoldingFilter(new LowerCaseFilter(words));
                return new TokenStreamComponents(words, found);
            }
        };
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, Analyzer> analysers = new LinkedHashMap<>();
        analysers.put("Lucene ArabicAnalyzer", new ArabicAnalyzer());
        analysers.put("as Datashare", standard(false));
        analysers.put("as OpenAleph", standard(true));
        List<String> queries = Files.readAllLines(Path.of(arguments[1]));
        List<String> forms = Files.readAllLines(Path.of(arguments[2]));
        for (Map.Entry<String, Analyzer> entry : analysers.entrySet()) {
            Path folder = Path.of(arguments[3], String.valueOf(entry.getKey().hashCode()));
            build(entry.getKey(), entry.getValue(), Path.of(arguments[0]), folder);
            ask(entry.getKey(), entry.getValue(), folder, queries, Integer.parseInt(arguments[4]));
            compare(entry.getKey(), entry.getValue(), forms);
        }
    }

    static void build(String name, Analyzer analyser, Path texts, Path folder) throws IOException {
        long began = System.nanoTime();
        try (Directory directory = FSDirectory.open(folder);
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyser));
                java.util.stream.Stream<String> lines = Files.lines(texts)) {
            for (String line : (Iterable<String>) lines::iterator) {
                writer.addDocument(document(line));
            }
            writer.forceMerge(1);
        }
        long bytes = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                bytes += Files.size(file);
            }
        }
        System.out.printf(Locale.ROOT, "index\t%s\t%.1f\t%d%n", name, (System.nanoTime() - began) / 1e9, bytes);
    }

    static Document document(String text) {
        Document made = new Document();
        made.add(new TextField("text", text, Field.Store.NO));
        return made;
    }

    static void ask(String name, Analyzer analyser, Path folder, List<String> queries, int rounds) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(folder))) {
            IndexSearcher searcher = new IndexSearcher(reader);
            for (int round = -1; round < rounds; round++) {
                for (String line : queries) {
                    String[] fields = line.split("\t");
                    long began = System.nanoTime();
                    TopScoreDocCollector best = TopScoreDocCollector.create(TOP, Integer.MAX_VALUE);
                    searcher.search(query(analyser, fields[1]), best);
                    double taken = (System.nanoTime() - began) / 1e6;
                    if (round >= 0) {
                        System.out.printf(Locale.ROOT, "time\t%s\t%s\t%.3f\t%d%n", name, fields[0], taken, best.getTotalHits());
                    }
                }
            }
        }
    }

    static Query query(Analyzer analyser, String words) {
        QueryBuilder builder = new QueryBuilder(analyser);
        Query found = words.startsWith("\"")
            ? builder.createPhraseQuery("text", words.replace("\"", ""))
            : builder.createBooleanQuery("text", words, BooleanClause.Occur.MUST);
        return found == null ? new MatchNoDocsQuery() : found;
    }

    static void compare(String name, Analyzer analyser, List<String> forms) throws IOException {
        for (String line : forms) {
            String[] fields = line.split("\t");
            try (Directory directory = new ByteBuffersDirectory()) {
                try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyser))) {
                    writer.addDocument(document(fields[1]));
                }
                try (DirectoryReader reader = DirectoryReader.open(directory)) {
                    if (new IndexSearcher(reader).count(query(analyser, fields[0])) > 0) {
                        System.out.printf("found\t%s\t%s\t%s%n", name, fields[0], fields[1]);
                    }
                }
            }
        }
    }
}
