using System.Collections.Immutable;
using Microsoft.ML;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <content>The options of the trainer.</content>
public sealed partial class NeuralNetworkTrainer
{
    /// <summary>The columns to read, the network to train, and how to train it. Immutable.</summary>
    public sealed partial record Options
    {
        /// <summary>The most columns that <see cref="NormalizeFeatures"/> affects.</summary>
        public const int MaximumNormalizedColumns = 1 << 14;

        // On 6 generated sets of texts, 200 units were no better on the whole, and took twice as long and 4 times the memory.
        private const int UnitsForSparseRows = 32;

        // On 8 generated sets of 4,000 and 12,000 texts, half the epochs at twice the rate were as good. On 1,500 texts on eight topics, they were worse.
        private const int ManySparseRows = 3_000;
        private const int EpochsOfManySparseRows = 5;
        private const float LearningRateOfManySparseRows = 0.002f;

        private readonly NetworkOptions? _network;
        private readonly bool _hasHiddenUnits;
        private readonly TrainingOptions? _training;

        /// <summary>
        /// The name of the label column: a key for multiclass classification, a Boolean for binary classification, a float for regression, a known-size vector of
        /// Booleans for several labels, a known-size vector of floats for several numbers. Default: <c>Label</c>.
        /// </summary>
        public string LabelColumnName { get; init; } = "Label";

        /// <summary>The name of the feature column, a known-size vector of floats. Default: <c>Features</c>.</summary>
        public string FeatureColumnName { get; init; } = "Features";

        /// <summary>The name of the example weight column, floats, or null to weight all rows equally. Default: null.</summary>
        public string? ExampleWeightColumnName { get; init; }

        /// <summary>
        /// The architecture of the network, as the same record that is used without ML.NET. The properties from <see cref="Layers"/> to <see cref="Scaling"/> are
        /// shortcuts to its properties; an initializer that sets both sets this one first. Default: hidden layers as <see cref="HiddenUnits"/> describes, with ReLU.
        /// </summary>
        public NetworkOptions Network
        {
            get => _network ?? new NetworkOptions();
            init => (_network, _hasHiddenUnits) = (value, true);
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.Layers"/>. Default: null, for dense layers as the following properties describe them.</summary>
        public ImmutableArray<Layer>? Layers
        {
            get => Network.Layers;
            init => _network = Network with { Layers = value };
        }

        /// <summary>
        /// Shortcut for <see cref="NetworkOptions.HiddenUnits"/>. Default, if neither this nor <see cref="Network"/> is set: 128 and 64 for normalized features
        /// (<see cref="NormalizeFeatures"/>), one layer of 32 for rows that stay sparse, one of 200 for others. Rows stay sparse that have more than
        /// <see cref="MaximumNormalizedColumns"/> values of which at most an eighth is not 0, such as the counts of n-grams.
        /// </summary>
        public ImmutableArray<int> HiddenUnits
        {
            get => Network.HiddenUnits;
            init => Network = Network with { HiddenUnits = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.HiddenActivation"/>. Default: ReLU.</summary>
        public Activation HiddenActivation
        {
            get => Network.HiddenActivation;
            init => _network = Network with { HiddenActivation = value };
        }

        /// <summary>
        /// Shortcut for <see cref="NetworkOptions.OutputActivation"/>. Default: null, for softmax in multiclass classification, sigmoid in binary classification
        /// and identity in regression; the latter two allow no other. The loss must suit it.
        /// </summary>
        public Activation? OutputActivation
        {
            get => Network.OutputActivation;
            init => _network = Network with { OutputActivation = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.UseBias"/>. Default: true.</summary>
        public bool UseBias
        {
            get => Network.UseBias;
            init => _network = Network with { UseBias = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.Initializer"/>. Default: null, for the initializer that suits each layer's activation.</summary>
        public Initializer? Initializer
        {
            get => Network.Initializer;
            init => _network = Network with { Initializer = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.BatchNormalization"/>. Default: false.</summary>
        public bool BatchNormalization
        {
            get => Network.BatchNormalization;
            init => _network = Network with { BatchNormalization = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.Dropout"/>. Default: 0.</summary>
        public float Dropout
        {
            get => Network.Dropout;
            init => _network = Network with { Dropout = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.InputDropout"/>. Default: 0.</summary>
        public float InputDropout
        {
            get => Network.InputDropout;
            init => _network = Network with { InputDropout = value };
        }

        /// <summary>
        /// Shortcut for <see cref="NetworkOptions.Scaling"/>, in place of <see cref="NormalizeFeatures"/>. Default: null. Images, and vectors that are not normalized,
        /// are then divided by 255 if all values are integers from 0 to 255, some above 16, and else stay as they are; which of these is written to the log.
        /// </summary>
        public InputScaling? Scaling
        {
            get => Network.Scaling;
            init => _network = Network with { Scaling = value };
        }

        /// <summary>
        /// Whether the columns of a feature vector are brought to comparable ranges, as a part of the network (<see cref="FeatureEncoding"/>): whatever their units, outliers
        /// and skew, they need no normalizer in front. Images are not affected: features with two or three dimensions, or with an <see cref="InputShape"/> of an image.
        /// Nor are vectors of more than <see cref="MaximumNormalizedColumns"/> values, such as the counts of n-grams, which are nearly all 0 and of one unit. Default: true.
        /// </summary>
        public bool NormalizeFeatures { get; init; } = true;

        /// <summary>
        /// Whether the score of a regression is clamped to the range of the labels that were trained on, as the activation of the last layer (<see cref="Clamp"/>): an average of
        /// labels is never beyond. Training itself is without bounds; with <see cref="StartFrom"/>, the bounds of that network are extended by the new labels, and a network without
        /// bounds remains without. Quantiles, several outputs and an <see cref="OutputActivation"/> that is set are not clamped. Set it to false to extrapolate. Default: true.
        /// </summary>
        public bool ClampOutputs { get; init; } = true;

        /// <summary>How the network reads a normalized number. Default: <see cref="NumericEmbedding.Automatic"/>.</summary>
        public NumericEmbedding NumericEmbedding { get; init; } = NumericEmbedding.Automatic;

        /// <summary>
        /// The names of columns of keys, as <c>MapValueToKey</c> makes them, or of known-size vectors of keys, which the network reads besides the features: each value of a
        /// category gets a vector, which is trained (<see cref="CategoryEmbedding"/>), in place of a column for each value. Values that no row to train on has are read as
        /// missing ones. Features are then a vector. Default: empty.
        /// </summary>
        public ImmutableArray<string> CategoricalColumnNames { get; init; } = [];

        /// <summary>
        /// What to do with rows in which a feature is NaN, or a category is missing. Default: <see cref="MissingValues.Impute"/>.
        /// </summary>
        public MissingValues MissingValues { get; init; } = MissingValues.Impute;

        /// <summary>
        /// The levels of the quantiles to estimate in regression, ascending, each above 0 and below 1, and with 0.5, the median, among them:
        /// <c>[0.1, 0.5, 0.9]</c>. <c>Score</c> is then the median, and the column <c>Quantiles</c> a vector with an estimate for each level, in ascending order. The loss
        /// is <see cref="PinballLoss"/>. Default: empty, for an estimate of the mean.
        /// </summary>
        public ImmutableArray<double> Quantiles { get; init; } = [];

        /// <summary>
        /// Whether <see cref="Quantiles"/> are moved so that their share of the labels is below them also in rows that were not trained on
        /// (<see cref="ConformalQuantiles"/>); the median stays. Up to 10,000 rows, five further networks are trained, each without a fifth of the rows, which takes five times
        /// as long in all. Of more rows, a tenth is held out for it, at most 10,000, unless there are 1,000 rows or more for validation: then these serve. With
        /// <see cref="StreamFromDataView"/> only those of <see cref="ValidationSet"/> do. Nothing is moved if the output layer has no biases (<see cref="UseBias"/>).
        /// Default: true.
        /// </summary>
        public bool CalibrateQuantiles { get; init; } = true;

        /// <summary>
        /// The number of networks to train, from 1 to <see cref="NetworkDefinition.MaximumMembers"/>, each from weights and in an order of rows of its own. Their mean is
        /// one network, which usually errs less than each of them and takes that many times as much work; its model also has the column <c>ScoreDeviation</c>
        /// (<see cref="NeuralNetworkTransformer"/>), unless training ended before a second network was trained. Of up to a million parameters and rows in memory, as many are
        /// trained at once as there are threads, unless <see cref="Observer"/> or <see cref="MetricsCallback"/> is set; the log has the epochs of each when it has ended.
        /// Default: 1.
        /// </summary>
        public int NumberOfMembers { get; init; } = 1;

        /// <summary>
        /// The network to continue training, or null to start from random weights. Its layers must match these options; features are scaled as they were for
        /// that network. Default: null.
        /// </summary>
        public Network? StartFrom { get; init; }

        /// <summary>
        /// The shape of one row, or null to take it from the feature column: two dimensions are a gray image, three are an image with channels
        /// (first or last, as ML.NET extracts pixels), anything else is a vector. Layers of images need the channels of a pixel next to each
        /// other. Default: null.
        /// </summary>
        public Shape? InputShape { get; init; }

        /// <summary>
        /// The number of passes over the training set, at least 1, or null for the epochs of <see cref="Training"/>; if that is not set, for those that suit the number of rows of a
        /// table or of sparse rows. Default: null.
        /// </summary>
        public int? NumberOfIterations { get; init; }

        /// <summary>The learning rate, above 0, or null for that of the optimizer in <see cref="Training"/>. Default: null.</summary>
        public float? LearningRate { get; init; }

        /// <summary>The number of rows in a batch, at least 1, or null for that of <see cref="Training"/>. Default: null.</summary>
        public int? BatchSize { get; init; }

        /// <summary>λ of the penalty λ Σ|w|, at least 0, or null for that of <see cref="Training"/>: 0. Default: null.</summary>
        public float? L1Regularization { get; init; }

        /// <summary>λ of the penalty ½ λ Σw², at least 0, or null for that of <see cref="Training"/>. Default: null.</summary>
        public float? L2Regularization { get; init; }

        /// <summary>
        /// The number of threads that train, and that score a data view with the trained transformer, 1 to 256; or null for that of <see cref="Training"/>: chosen by the
        /// trainer, and all processors for scoring. A loaded transformer scores with all processors. Default: null.
        /// </summary>
        public int? NumberOfThreads { get; init; }

        /// <summary>
        /// The random seed, or null for the seed of the <see cref="MLContext"/> or, if it has none, that of <see cref="Training"/>: 1. The same seed and
        /// data give the same network. Default: null.
        /// </summary>
        public int? Seed { get; init; }

        /// <summary>
        /// The optimizer, or null for that of <see cref="Training"/>. <see cref="LearningRate"/> takes precedence over its rate. Default: null.
        /// </summary>
        public Optimizer? Optimizer { get; init; }

        /// <summary>How the learning rate changes during training, or null for the schedule of <see cref="Training"/>. Default: null.</summary>
        public LearningRateSchedule? Schedule { get; init; }

        /// <summary>
        /// When to stop before the last epoch, with the network of the best one, or null for what <see cref="Training"/> says. Requires <see cref="ValidationSet"/> or
        /// <see cref="ValidationFraction"/>. Default: null.
        /// </summary>
        public EarlyStopping? EarlyStopping { get; init; }

        /// <summary>The weights of the classes, or null for those of <see cref="Training"/>. Default: null.</summary>
        public ClassWeights? ClassWeights { get; init; }

        /// <summary>
        /// The share of the target that is spread over all classes, from 0 to below 1, or null for that of <see cref="Training"/>. Default: null.
        /// </summary>
        public float? LabelSmoothing { get; init; }

        /// <summary>
        /// The remaining training options. Properties set above take precedence over them. The default loss, softmax cross-entropy, is for multiclass
        /// classification; binary classification uses sigmoid cross-entropy instead, regression the squared error. Default, if not set: those of
        /// <see cref="TableDefaults"/> for normalized features, those of <see cref="TrainingOptions"/> for others.
        /// </summary>
        public TrainingOptions Training
        {
            get => _training ?? new TrainingOptions();
            init => _training = value;
        }

        /// <summary>
        /// Rows to measure loss and accuracy on after every epoch, with the same columns and keys, or null. They are not trained on. Default: null.
        /// </summary>
        public IDataView? ValidationSet { get; init; }

        /// <summary>
        /// The fraction of the rows to hold out for validation instead, stratified by class, above 0 and below 1, or null to hold out none. Default: null.
        /// </summary>
        public float? ValidationFraction { get; init; }

        /// <summary>
        /// The number of random initializations to train, at least 1, at once as the networks of <see cref="NumberOfMembers"/> are. The network with the lowest loss is
        /// returned: validation loss if there is one, else training loss. Default: 1.
        /// </summary>
        public int NumberOfStarts { get; init; } = 1;

        /// <summary>
        /// Whether to read rows in blocks, again for every epoch, instead of once into memory: for data that does not fit there. Rows are then shuffled
        /// within their block only, and across blocks if the data supports it; the learning rate is constant, and checkpoints and early stopping are
        /// not available, unless <see cref="StreamedMemory"/> is set. Default: false.
        /// </summary>
        public bool StreamFromDataView { get; init; }

        /// <summary>
        /// The number of rows that <see cref="StreamFromDataView"/> holds in memory and shuffles, at least 1, rounded to whole batches, or null for the
        /// number of rows with 16 million values. Default: null.
        /// </summary>
        public int? StreamedRows { get; init; }

        /// <summary>
        /// The memory for rows in bytes, above 0. If it is set, <see cref="StreamFromDataView"/> reads the data once, to a file, and trains on that: rows are shuffled in two levels, by
        /// blocks of the file and within the memory (<see cref="StoredSamples"/>). The data need not support shuffling, and everything works as with all rows in memory: schedules,
        /// early stopping, <see cref="ValidationFraction"/>, members, starts, ranks and checkpoints. Augmentation, sparse rows and optimizers that need all rows do not. The order of
        /// the rows, and so the network, depends on it. Default: null.
        /// </summary>
        public long? StreamedMemory { get; init; }

        /// <summary>
        /// The file that <see cref="StreamedMemory"/> converts rows to, which stays and is replaced by the next <c>Fit</c>; null for a temporary one, which is deleted at the end,
        /// also of a training that fails. A row takes 4 bytes for each feature. Default: null.
        /// </summary>
        public string? StreamedFile { get; init; }

        /// <summary>
        /// Whether and where to save checkpoints; a later <c>Fit</c> with <see cref="Checkpointing.Resume"/> resumes from the last one. Null to save
        /// none. Default: null.
        /// </summary>
        public Checkpointing? Checkpoints { get; init; }

        /// <summary>
        /// The ranks that train together (<see cref="Trainer.Ranks"/>), each of which calls <c>Fit</c> with the same data and options and gets the same model. With several,
        /// <see cref="NumberOfStarts"/> and <see cref="NumberOfMembers"/> must be 1, and rows cannot be streamed. Default: one process alone.
        /// </summary>
        public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

        /// <summary>Called after every epoch with its metrics, or null. Default: null.</summary>
        public Action<EpochResult>? MetricsCallback { get; init; }

        /// <summary>Notified of every step and epoch, or null. Default: null.</summary>
        public ITrainingObserver? Observer { get; init; }

        /// <summary>
        /// Metadata to save with the network, by name, besides <c>epochs</c>, <c>seed</c> and <c>trainCount</c>, which the trainer adds. Default: empty.
        /// </summary>
        public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

        /// <summary>Ends training after the current step, as <c>CancelExecution</c> of the context does. <c>Fit</c> then returns the model trained so far.</summary>
        public CancellationToken Cancellation { get; init; }
    }
}
