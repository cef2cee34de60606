//! The pipeline: every stage's rules loaded once, and the one call that runs an article set through all stages.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::annotate::{self, Annotations};
use crate::claim::{self, Claim};
use crate::document::{self, Document};
use crate::finding::{self, Finding};
use crate::language::{self, Reading};
use crate::parallel;
use crate::rule::{Files, Problem};
use crate::subject;
use crate::text::{SourceId, SourceSet};

/// Up to so many articles, every one is held against every other.
const MOST_TOGETHER: usize = 24;
/// Of more, so many at a time.
const MOST_OF_ROUND: usize = 12;

/// All rules, checked and compiled. Built once, used for any number of dossiers.
pub struct Engine {
    document: document::Rules,
    language: language::Rules,
    annotate: annotate::Rules,
    claim: claim::Rules,
    finding: finding::Rules,
}

/// One article after the reading stages.
#[derive(Debug)]
pub struct Read {
    /// Blocks, sentences and metadata.
    pub document: Document,
    /// Words, phrases and clauses.
    pub reading: Reading,
    /// Names, times, quantities, quotes and factuality.
    pub annotations: Annotations,
    /// What the article asserts.
    pub claims: Vec<Claim>,
}

/// Articles that tell of one event.
#[derive(Clone, Debug)]
pub struct Event {
    /// What most of them name, for people.
    pub title: String,
    /// Their indices among the articles that were read.
    pub articles: Vec<usize>,
}

impl Engine {
    /// Loads every stage's rules from the given rule files.
    ///
    /// # Errors
    /// The first mistake found in a rule file, with its file, line and the words at fault.
    pub fn new(files: &Files) -> Result<Self, Problem> {
        // Stages load side by side; a mistake is told in their order all the same.
        let ((annotate, claim), (document, language, finding)) = parallel::both(
            || parallel::both(|| annotate::Rules::load(files), || claim::Rules::load(files)),
            || (document::Rules::load(files), language::Rules::load(files), finding::Rules::load(files)),
        );
        Ok(Self {
            document: document?,
            language: language?,
            annotate: annotate?,
            claim: claim?,
            finding: finding?,
        })
    }

    /// What kinds of assertions there are.
    pub fn frames(&self) -> &claim::frame::Frames {
        &self.claim.frames
    }

    /// Frames, concepts and vectors.
    pub fn claim_rules(&self) -> &claim::Rules {
        &self.claim
    }

    /// Reads one article: everything up to its claims.
    pub fn read(&self, sources: &SourceSet, id: SourceId) -> Read {
        self.read_on(document::segment(sources, id, &self.document))
    }

    fn read_on(&self, document: document::Document) -> Read {
        let reading = language::read(&document, &self.language);
        let annotations = annotate::annotate(&document, &reading, &self.annotate);
        let claims = claim::extract(&document, &reading, &annotations, &self.claim);
        Read { document, reading, annotations, claims }
    }

    /// Blocks, sentences and metadata of every article, in the order of the set: enough to report what is known already.
    pub fn documents(&self, sources: &SourceSet) -> Vec<Document> {
        document::segment_all(sources, &self.document)
    }

    /// Reads every article of a dossier, in the order of the set, on all cores.
    pub fn read_all(&self, sources: &SourceSet) -> Vec<Read> {
        self.read_all_telling(sources, &|_| {})
    }

    /// The same, telling after every article how many have been read.
    pub fn read_all_telling(&self, sources: &SourceSet, tell: &(dyn Fn(usize) + Sync)) -> Vec<Read> {
        let done = AtomicUsize::new(0);
        let documents = document::segment_all(sources, &self.document);
        let documents: Vec<_> = documents.into_iter().map(|document| Mutex::new(Some(document))).collect();
        let read = |at: usize| {
            let document = documents[at].lock().unwrap_or_else(PoisonError::into_inner).take()?;
            let read = self.read_on(document);
            tell(done.fetch_add(1, Ordering::Relaxed) + 1);
            Some(read)
        };
        parallel::each(documents.len(), read).into_iter().flatten().collect()
    }

    /// Reads every article of a dossier as [`Self::read_all`] does, on one core: for callers that have a dossier for
    /// every core.
    pub fn read_in_turn(&self, sources: &SourceSet) -> Vec<Read> {
        let documents = document::segment_all(sources, &self.document);
        documents.into_iter().map(|document| self.read_on(document)).collect()
    }

    /// The articles of a dossier as the comparing stages take them.
    pub fn dossier<'a>(&self, reads: &'a [Read]) -> Vec<subject::Article<'a>> {
        let article = |read: &'a Read| subject::Article {
            document: &read.document,
            reading: &read.reading,
            annotations: &read.annotations,
            claims: &read.claims,
        };
        reads.iter().map(article).collect()
    }

    /// The articles of a dossier that are compared with others: the last version of each, and none that its sender has
    /// withdrawn.
    pub fn current<'a>(&self, reads: &'a [Read]) -> Vec<subject::Article<'a>> {
        let dossier = self.dossier(reads);
        versions(reads).current().map(|at| dossier[at]).collect()
    }

    /// Compares the articles of one dossier and returns every disagreement, in report order. Of an article that is there
    /// in several versions the last one is compared with others; what has changed from version to version is an update.
    /// In a dossier of very many articles, each is held against those nearest to it.
    pub fn check(&self, reads: &[Read]) -> Vec<Finding> {
        let all: Vec<usize> = (0..reads.len()).collect();
        self.check_some(reads, &all)
    }

    /// The same for some of the articles that were read, given by their indices.
    pub fn check_some(&self, reads: &[Read], articles: &[usize]) -> Vec<Finding> {
        let all = self.dossier(reads);
        let dossier: Vec<subject::Article<'_>> =
            articles.iter().filter_map(|at| all.get(*at)).copied().collect();
        let documents: Vec<&Document> = dossier.iter().map(|article| article.document).collect();
        let versions = subject::Versions::of(&documents);
        let current: Vec<subject::Article<'_>> = versions.current().map(|at| dossier[at]).collect();
        let mut findings = self.compare_near(&current);
        for &(earlier, later) in versions.steps() {
            let pair = [dossier[earlier], dossier[later]];
            findings
                .extend(finding::between_versions(self.compare(&pair), pair.map(|article| article.document)));
        }
        findings.sort_by_key(Finding::order);
        findings
    }

    /// Compares every article with every other, or, where there are very many, with those nearest to it.
    fn compare_near(&self, dossier: &[subject::Article<'_>]) -> Vec<Finding> {
        if dossier.len() <= MOST_TOGETHER {
            return self.compare(dossier);
        }
        let rounds = subject::Heap::new(dossier, &self.claim.vectors).rounds(MOST_OF_ROUND);
        let found = parallel::each(rounds.len(), |at| {
            let round: Vec<subject::Article<'_>> =
                rounds[at].iter().map(|article| dossier[*article]).collect();
            self.compare(&round)
        });
        finding::join(found.into_iter().flatten().collect())
    }

    /// Which of the articles tell of one event, the events in the order of their first articles.
    pub fn events(&self, reads: &[Read]) -> Vec<Event> {
        let dossier = self.dossier(reads);
        let heap = subject::Heap::new(&dossier, &self.claim.vectors);
        let event = |articles: Vec<usize>| Event { title: heap.title(&articles), articles };
        heap.events().into_iter().map(event).collect()
    }

    fn compare(&self, dossier: &[subject::Article<'_>]) -> Vec<Finding> {
        let scene = subject::Scene::new(dossier, &self.claim);
        let subjects = subject::group(&scene, &self.claim.frames);
        let knowledge = finding::Knowledge {
            claims: &self.claim,
            entities: self.annotate.entities(),
            rules: &self.finding,
        };
        finding::compare(&scene, &subjects, knowledge)
    }

    /// Pairs of places that may say different things of one matter, with the evidence for it: what the weights of the
    /// evidence are made from.
    pub fn candidates(&self, reads: &[Read]) -> Vec<finding::candidate::Candidate> {
        let dossier = self.dossier(reads);
        let scene = subject::Scene::new(&dossier, &self.claim);
        let knowledge = finding::Knowledge {
            claims: &self.claim,
            entities: self.annotate.entities(),
            rules: &self.finding,
        };
        finding::candidates(&scene, knowledge)
    }
}

fn versions(reads: &[Read]) -> subject::Versions {
    let documents: Vec<&Document> = reads.iter().map(|read| &read.document).collect();
    subject::Versions::of(&documents)
}
