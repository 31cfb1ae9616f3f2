using System.Collections.Immutable;
using Microsoft.ML;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <content>What a trainer is told.</content>
public sealed partial class NeuralNetworkTrainer
{
    /// <summary>What network is trained, from which columns, and how. Immutable.</summary>
    public sealed record Options
    {
        /// <summary>The column of labels: a key for classes, a Boolean for yes and no, a Single for numbers; <c>Label</c> unless told.</summary>
        public string LabelColumnName { get; init; } = "Label";

        /// <summary>The column of features, float vectors of one known size; <c>Features</c> unless told.</summary>
        public string FeatureColumnName { get; init; } = "Features";

        /// <summary>The column of weights, Singles that say how much each row counts; null, as unless told, for rows that count alike.</summary>
        public string? ExampleWeightColumnName { get; init; }

        /// <summary>
        /// What the network is made of: the same record as without ML.NET. The properties from <see cref="Layers"/> to <see cref="Scaling"/> are shortcuts to its
        /// own; where it is set as well, it comes before them. Default: one hidden layer of 200 units with ReLU.
        /// </summary>
        public NetworkOptions Network { get; init; } = new();

        /// <summary>Shortcut for <see cref="NetworkOptions.Layers"/>. Default: null, for the dense layers that the next properties describe.</summary>
        public ImmutableArray<Layer>? Layers
        {
            get => Network.Layers;
            init => Network = Network with { Layers = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.HiddenUnits"/>. Default: one layer of 200.</summary>
        public ImmutableArray<int> HiddenUnits
        {
            get => Network.HiddenUnits;
            init => Network = Network with { HiddenUnits = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.HiddenActivation"/>. Default: ReLU.</summary>
        public Activation HiddenActivation
        {
            get => Network.HiddenActivation;
            init => Network = Network with { HiddenActivation = value };
        }

        /// <summary>
        /// Shortcut for <see cref="NetworkOptions.OutputActivation"/>. Default: null, for softmax in multiclass classification, sigmoid in binary classification
        /// and identity in regression; the latter two allow no other. The loss must suit it.
        /// </summary>
        public Activation? OutputActivation
        {
            get => Network.OutputActivation;
            init => Network = Network with { OutputActivation = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.UseBias"/>. Default: true.</summary>
        public bool UseBias
        {
            get => Network.UseBias;
            init => Network = Network with { UseBias = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.Initializer"/>. Default: null, for what suits each layer's activation.</summary>
        public Initializer? Initializer
        {
            get => Network.Initializer;
            init => Network = Network with { Initializer = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.BatchNormalization"/>. Default: false.</summary>
        public bool BatchNormalization
        {
            get => Network.BatchNormalization;
            init => Network = Network with { BatchNormalization = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.Dropout"/>. Default: 0.</summary>
        public float Dropout
        {
            get => Network.Dropout;
            init => Network = Network with { Dropout = value };
        }

        /// <summary>Shortcut for <see cref="NetworkOptions.InputDropout"/>. Default: 0.</summary>
        public float InputDropout
        {
            get => Network.InputDropout;
            init => Network = Network with { InputDropout = value };
        }

        /// <summary>
        /// Shortcut for <see cref="NetworkOptions.Scaling"/>. Default: null, to detect it: features that are all whole numbers from 0 to 255, some above 16, are
        /// pixels (<see cref="InputScaling.Unit"/>); others are taken as they are.
        /// </summary>
        public InputScaling? Scaling
        {
            get => Network.Scaling;
            init => Network = Network with { Scaling = value };
        }

        /// <summary>
        /// The network to begin with, or null for random weights. Its layers must be those asked for here; the feature column is scaled as it was for
        /// that network.
        /// </summary>
        public Network? StartFrom { get; init; }

        /// <summary>
        /// The shape of one row, or null to take it from the feature column: two dimensions are a gray image, three are channels of
        /// images, anything else is a vector.
        /// </summary>
        public Shape? InputShape { get; init; }

        /// <summary>How often every row is learned from, at least 1; null, as unless told, for the epochs of <see cref="Training"/>: 10.</summary>
        public int? NumberOfIterations { get; init; }

        /// <summary>The size of a step, above 0; null, as unless told, for that of the optimizer in <see cref="Training"/>: 0.001.</summary>
        public float? LearningRate { get; init; }

        /// <summary>Rows that share one step, at least 1; null, as unless told, for that of <see cref="Training"/>: 128.</summary>
        public int? BatchSize { get; init; }

        /// <summary>λ of the penalty λ Σ|w|, at least 0; null, as unless told, for that of <see cref="Training"/>: 0.</summary>
        public float? L1Regularization { get; init; }

        /// <summary>λ of the penalty ½ λ Σw², at least 0; null, as unless told, for that of <see cref="Training"/>: 0.</summary>
        public float? L2Regularization { get; init; }

        /// <summary>Threads that work together, 1 to 256; null, as unless told, for those of <see cref="Training"/>: as many as make sense.</summary>
        public int? NumberOfThreads { get; init; }

        /// <summary>
        /// The source of all randomness; null, as unless told, for the seed that the <see cref="MLContext"/> was made with, or, where it was made without,
        /// that of <see cref="Training"/>: 1. The same seed and data give the same network.
        /// </summary>
        public int? Seed { get; init; }

        /// <summary>
        /// How it is trained, in all that has no property here; where one is set here, it is that which holds. A loss of softmax cross-entropy, the default,
        /// is for classes; yes and no are trained by sigmoid cross-entropy instead, numbers by the squared error.
        /// </summary>
        public TrainingOptions Training { get; init; } = new();

        /// <summary>
        /// Rows that loss and accuracy are measured on after every epoch, with the same columns and keys, or null. Nothing is learned from them.
        /// </summary>
        public IDataView? ValidationSet { get; init; }

        /// <summary>
        /// The share of the rows that is held out to measure on instead, of every class alike, above 0 and below 1; null, as unless told, for none.
        /// </summary>
        public float? ValidationFraction { get; init; }

        /// <summary>
        /// How many random weights are begun with; the network with the least loss is kept, by validation or else training loss. At least 1; 1 unless told.
        /// </summary>
        public int NumberOfStarts { get; init; } = 1;

        /// <summary>
        /// Whether rows are read anew for every epoch, in blocks, instead of once into memory: for data that does not fit there. Rows are then shuffled
        /// within their block only, and between blocks where the data can do that; the learning rate is constant, and there are no checkpoints and no early
        /// stopping. False unless told.
        /// </summary>
        public bool StreamFromDataView { get; init; }

        /// <summary>
        /// Rows that <see cref="StreamFromDataView"/> has in memory and shuffles at once, at least 1; null, as unless told, for those of 16 million values. It is
        /// rounded to whole batches.
        /// </summary>
        public int? StreamedRows { get; init; }

        /// <summary>
        /// Whether and where training leaves checkpoints, so that a later <c>Fit</c> with <see cref="Checkpointing.Resume"/> goes on from there;
        /// null for none.
        /// </summary>
        public Checkpointing? Checkpoints { get; init; }

        /// <summary>Called after every epoch with what it came to, or null.</summary>
        public Action<EpochResult>? MetricsCallback { get; init; }

        /// <summary>Told of every step and epoch, or null.</summary>
        public ITrainingObserver? Observer { get; init; }

        /// <summary>
        /// What is known of the network's making, by name; saved with it, beside <c>epochs</c>, <c>seed</c> and <c>trainCount</c>, which
        /// the trainer knows itself.
        /// </summary>
        public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

        /// <summary>Ends training after the step under way; the model is what was reached by then.</summary>
        public CancellationToken Cancellation { get; init; }

        /// <summary>What does not hold together, a sentence each, but for what is asked of network and training.</summary>
        internal IEnumerable<string> Violations()
        {
            if (ValidationFraction is float fraction && !(fraction > 0 && fraction < 1))
                yield return FormattableString.Invariant($"the fraction to validate on must be above 0 and below 1, not {fraction}");
            if (ValidationFraction is not null && ValidationSet is not null)
                yield return "a fraction to validate on and a set to validate on: give one of them";
            if (NumberOfStarts < 1)
                yield return $"the number of starts must be at least 1, not {NumberOfStarts}";
            if (NumberOfStarts > 1 && StartFrom is not null)
                yield return "a network to start from is one starting point, and several are asked for";
            if (NumberOfStarts > 1 && Checkpoints is not null)
                yield return "checkpoints are of one training, and several starts are asked for";
        }

        /// <summary>How it is trained, once all is brought together.</summary>
        internal TrainingOptions ToTrain(LearningTask task)
        {
            Optimizer optimizer = Training.Optimizer;
            Regularization regularization = Training.Regularization;
            return Training with
            {
                Loss = Training.Loss == Loss.SoftmaxCrossEntropy ? task.Loss : Training.Loss,
                Epochs = NumberOfIterations ?? Training.Epochs,
                BatchSize = BatchSize ?? Training.BatchSize,
                Threads = NumberOfThreads ?? Training.Threads,
                Seed = unchecked((uint?)(Seed ?? MLNetInternals.SeedOf(task.Environment))) ?? Training.Seed,
                Optimizer = optimizer with { LearningRate = LearningRate ?? optimizer.LearningRate },
                Regularization = regularization with
                {
                    L1 = L1Regularization ?? regularization.L1,
                    L2 = L2Regularization ?? regularization.L2,
                },

                // These are applied where labels are read, as a single output has no classes any more.
                ClassWeights = task is BinaryTask ? null : Training.ClassWeights,
            };
        }
    }
}
