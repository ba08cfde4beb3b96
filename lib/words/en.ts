/**
 * English: the words that readers see in figures, tables, notebooks and pages.
 *
 * Names that a program uses stay as they are and are not here: of layers, metrics, files, MIME types,
 * `NaN`. Neither are errors, which are English in every language.
 *
 * @module
 */

/** One of something, or several. */
const plural = (count: number, one: string, several: string) => count === 1 ? one : several;

/** English. */
export const EN = {
  /** The language's tag (BCP 47). Numbers are written as it demands. */
  tag: "en",

  /** The course, as its pages introduce it. */
  course: {
    title: "Convbook",
    description:
      "Convolutional networks in TypeScript, from a picture of handwritten digits to a " +
      "trained network that you understand. The lessons are notebooks: read them here, or run them.",
    /** What a site of the reader's own notebooks is called. */
    ownNotebooks: "Notebooks",
  },

  /** Numbers. Those given are formatted, but for counts that decide between one and several. */
  numbers: {
    percent: (number: string): string => `${number} %`,
    seconds: (seconds: string): string => `${seconds} s`,
    minutes: (minutes: number, seconds: number): string =>
      `${minutes} min ${String(seconds).padStart(2, "0")} s`,
    range: (from: string, to: string): string => `${from} to ${to}`,
    /** The place of one among several, as in `2 of 3`. */
    of: (index: number, count: number): string => `${index} of ${count}`,
    /** Several possible values. */
    or: (values: readonly string[]): string => values.join(" or "),
  },

  /** What a notebook's cells print, and what a run says of them. */
  notebook: {
    starting: "starting",
    cell: (number: number, count: number): string => `cell ${number}/${count}`,
    cells: (count: number): string => `${count} ${plural(count, "cell", "cells")}`,
    lessonsDone: (count: number, time: string, page: string): string =>
      `${count} ${plural(count, "lesson", "lessons")} in ${time}: open ${page}`,
    backend: (name: string, threads: number): string =>
      `backend ${name}, ${threads} ${plural(threads, "thread", "threads")}`,
    seed: (seed: number): string => `seed ${seed}`,
    expected: (low: string, high: string): string => `(expected ${low} to ${high})`,
    /** The reader has pressed Stop in JupyterLab or VS Code. */
    trainingStopped: (epoch: number, epochs: number): string =>
      `Stopped in epoch ${epoch} of ${epochs}. The model keeps its weights: train it again to go on.`,
    loopStopped: (done: number): string =>
      `Stopped after ${done} ${plural(done, "round", "rounds")}`,
    nothingToStop:
      "Stop was pressed, but nothing here can be stopped in the middle. A cell that is " +
      "running goes on to its end; restarting the kernel ends it at once, and all variables are lost.",
  },

  /** Charts, galleries and tables. */
  figures: {
    notDrawn: (values: string): string => `not drawn: ${values}`,
    /** A value that is not drawn, and where. */
    valueAt: (value: string, place: string): string => `${value} at ${place}`,
    bars: (count: number): string => `${count} bars`,
    cells: (count: number): string => `${count} cells`,
    points: (count: number): string => `${count} points`,
    rowsLeftOut: (count: number): string => `${count} rows left out`,
    series: (number: number): string => `series ${number}`,
    yByX: (y: string, x: string): string => `${y} by ${x}`,

    index: "index",
    value: "value",
    count: "count",
    from: "from",
    to: "to",
    valuesOfShape: (shape: string): string => `Values of shape ${shape}`,
    /** What is counted of some values, in the order of the table of a layer. */
    statistics: {
      values: "values",
      min: "min",
      max: "max",
      zeros: "zeros",
      nans: "NaN",
      infinities: "Infinity",
    },

    label: "label",
    prediction: "prediction",
    /** What was predicted, where the label is another. */
    is: (prediction: string, label: string): string => `${prediction}, is ${label}`,
    image: "image",
    images: (count: number): string => `${count} ${plural(count, "image", "images")}`,
    /** Images that the notebook's author has named, as in `20 test digits`. */
    titledImages: (count: number, title: string): string => `${count} ${title}`,
    testDigits: (count: number): string => `${count} ${plural(count, "test digit", "test digits")}`,
    misclassified: (shown: number, count: number): string =>
      count === 1 ? "1 misclassified digit" : `${shown} of ${count} misclassified digits`,
    /** Stands behind misclassified digits: what their captions mean. */
    labelAndPrediction: "(label→prediction)",
    noneMisclassified: "No digit was misclassified",
    filters: (shown: number, count: number, layer: string): string =>
      `${shown} of ${count} filters of ${layer}`,
    channels: (shown: number, count: number, channels: number, layer: string): string =>
      `${shown} channels of ${count} filters with ${channels} channels each of ${layer}`,
    weights: (from: string, to: string): string => `weights ${from} to ${to}`,
    /** Images, and the size of each. */
    ofPixels: (images: string, height: number, width: number): string =>
      `${images} of ${height} × ${width} pixels`,

    accuracyPerClass: (all: string): string => `Accuracy per class (all: ${all})`,
    classAndCount: "class, and its number of examples",
    class: "class",
    accuracy: "accuracy",
    examples: "examples",

    layer: "layer",
    outputShape: "output shape",
    parameters: "parameters",
    parameterShares: "where the parameters are",
    total: "total",
    trainable: (count: string): string => `${count} trainable`,
    /** The axis of a shape that has a place for each example. */
    batch: "batch",
    weight: "weight",
    shape: "shape",
    noWeights: (layer: string): string => `${layer} has no weights`,
    /** A layer is used several times, or gives several outputs. */
    use: (index: number, count: number): string => `use ${index} of ${count}`,
    output: (index: number, count: number): string => `output ${index} of ${count}`,
    zero: (percent: string): string => `zero ${percent}`,
  },

  /** The chart of a training. */
  training: {
    begins: "The training begins …",
    epoch: "epoch",
    epochNumber: (epoch: number, epochs: number | undefined): string =>
      epochs === undefined ? `Epoch ${epoch}` : `Epoch ${epoch} of ${epochs}`,
    done: (epochs: number): string => `${epochs} ${plural(epochs, "epoch", "epochs")} done`,
    stopped: (done: number, epochs: number): string => `Stopped after ${done} of ${epochs} epochs`,
    examplesPerSecond: (count: string): string => `${count} examples/s`,
    elapsed: (time: string): string => `${time} elapsed`,
    left: (time: string): string => `about ${time} left`,
    history: (epochs: number): string =>
      `History of ${epochs} ${plural(epochs, "epoch", "epochs")}`,
    /** In the legend. */
    training: "training",
    validation: "validation",
    eachBatch: "each batch",
    expected: (metric: string, low: string, high: string): string =>
      `expected ${metric} ${low}–${high}`,
    lastBatchLoss: (loss: string): string => `loss of the last batch: ${loss}`,
  },

  /** Pages and slides. */
  pages: {
    skipToLessons: "Skip to the lessons",
    skipToLesson: "Skip to the lesson",
    lessons: (count: number): string => `${count} ${plural(count, "lesson", "lessons")}`,
    /** On a lesson's page and on the index. */
    minutes: (count: number): string => `${count} ${plural(count, "minute", "minutes")}`,
    /**
     * Finds the minutes of a lesson in a paragraph of its title cell, which says that they are the
     * lesson's: the first group that holds something.
     */
    minutesPattern:
      /\b(?:lesson|notebook|chapter|tutorial|unit|session|workshop)\b[^.\d]{0,30}\b(?:takes?|needs?|lasts?|is|requires?)[^.\d]{0,15}\b(\d+)\s*min|^(?:estimated |reading |completion )?(?:time|duration)(?: needed| required)?\s*[:–—-]\s*\D{0,15}(\d+)\s*min|^(?:it takes\s)?\s*(?:about|around|roughly|≈|~)?\s*(\d+)\s*min(?:utes?)?\.?$/i,
    /** Tells whether the line above a list says that it lists what one learns. */
    goalsPattern:
      /\byou(?:'ll| will)? (?:be able|can\b|learn)|\b(?:goals?|objectives?|outcomes?|able to)\b/i,
    hours: (count: string): string => `about ${count} hours`,
    goals: "You will be able to",
    /** What screen readers call the links to the course, to other lessons, and between slides. */
    course: "Course",
    otherLessons: "Lessons",
    allPages: "All pages",
    slides: "Slides",
    slide: "Slide",
    slideBefore: "Slide before",
    nextSlide: "Next slide",
    api: "Documentation of the packages",
    notebook: "Notebook:",
    toRun: "to run",
    withResults: "with results",
    tooLargeForPage: (notebook: string): string => `${notebook} (too large for this page)`,
    noCells: "This notebook has no cells.",
    contents: "Contents",
    before: "Before",
    next: "Next",
    solution: "Solution",
    /** What is folded: code, what stands under it, or both. */
    code: "Code",
    output: "Output",
    cell: "Cell",
    /** Who has written a notebook, and when. */
    by: (authors: string): string => `by ${authors}`,
    forTeachers: "For teachers",
    /** A task in a list, for those who cannot see its box. */
    done: "done",
    toDo: "to do",
    footnotes: "Footnotes",
    backToText: "Back to the text",
    /** The text of a figure, folded. */
    numbers: "Numbers",
    /** What screen readers call a tree of values, and the link to a document that a cell displays. */
    tree: "Values",
    document: "PDF",
    /** Stands for a picture that has no text of its own. */
    outputAbove: "Output of the cell above",
  },

  /** The titles of boxes that authors put text into. */
  boxes: {
    note: "Note",
    info: "Info",
    tip: "Tip",
    hint: "Hint",
    important: "Important",
    warning: "Warning",
    caution: "Caution",
    danger: "Danger",
    seealso: "See also",
    example: "Example",
    exercise: "Exercise",
    question: "Question",
  },

  /** What is said of parts that a page cannot show. A reason is the end of a sentence. */
  notes: {
    moreInNotebook: (count: string): string => `${count} more characters are in the notebook.`,
    moreInExecuted: (count: string): string =>
      `${count} more characters are in the executed notebook.`,
    emptyOutput: "This output is empty.",
    onlyInNotebook: (forms: readonly string[]): string =>
      `Only in the executed notebook: ${forms.join("; ")}.`,
    form: (mime: string, characters: string, reason: string): string =>
      `${mime} (${characters} characters): ${reason}`,
    asWritten: (reason: string): string => `This text is shown as it is written: ${reason}.`,
    pictureNotInPage: (alt: string, characters: string): string =>
      `[${alt}] (not in this page: ${characters} characters are too many)`,
    noPicture: (reason: string): string => `There is no picture of this figure: ${reason}.`,
    onlyPicture: (reason: string): string =>
      `Only a picture of this figure is shown here: ${reason}.`,
  },

  /** Why a page cannot show something. */
  reasons: {
    notBase64: "it is not in base 64",
    tooLarge: "it is too large",
    unknownType: "pages cannot show this type",
    noWidgetState: "the notebook holds no state of this widget",
    unknownWidget: (name: string): string => `pages cannot show a widget of the kind ${name}`,
    tooLong: (characters: string): string => `it has more than ${characters} characters`,
    tooDeep: (levels: number): string => `it nests elements more than ${levels} deep`,
    tooManyElements: (count: string): string => `it has more than ${count} elements`,
    readOtherwise: "browsers would not read it as it is written",
    noFigure: "it is not a figure",
    noChart: "it is not a chart",
    chartNotDrawn: (message: string): string => `Vega cannot draw it (${message})`,
    vegaNotFetched: "the program that draws it was not at hand",
    mermaidNeedsBrowser: "drawing a diagram of Mermaid needs Chromium, which is not installed",
    mermaidNotFetched: "the program that draws diagrams of Mermaid was not at hand",
    mermaidNotDrawn: "Mermaid cannot draw it",
    notDrawable: "Plotly cannot draw it without a browser",
    longPicture: (characters: string): string => `it would have ${characters} characters`,
    unknownTrace: (type: string): string =>
      `it has traces of the type ${type}, which pages cannot draw`,
    imagesElsewhere: "it has images from elsewhere, which pages cannot load",
    drawingDoesNotStart: "the program that draws does not start",
    drawingTooLong: (seconds: number): string => `drawing it takes more than ${seconds} s`,
    drawingTooMuch: (gigabytes: number): string =>
      `drawing it takes more than ${gigabytes} GB of memory`,
  },

  /** What the scripts of a page write into it. */
  scripts: {
    light: "Light",
    dark: "Dark",
    copy: "Copy",
    copied: "Copied",
    notCopied: "Not copied",
    search: "Search",
    nothingFound: "Nothing found",
    linkToHeading: "Link to this part",
    hideCode: "Hide code",
    showCode: "Show code",
    draw: "Draw the figure here, which may take long",
  },
};
