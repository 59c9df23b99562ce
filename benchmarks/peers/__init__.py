"""tawthiq's search beside Lucene and the analysers of Datashare and OpenAleph, in one run."""
