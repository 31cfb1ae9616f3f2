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
        /// <summary>The column of labels, a key; <c>Label</c> unless told.</summary>
        public string LabelColumnName { get; init; } = "Label";

        /// <summary>The column of features, float vectors of one known size; <c>Features</c> unless told.</summary>
        public string FeatureColumnName { get; init; } = "Features";

        /// <summary>Units of each hidden layer, each at least 1; may be empty; one layer of 200 unless told.</summary>
        public ImmutableArray<int> HiddenUnits { get; init; } = [200];

        /// <summary>The activation of the hidden layers; ReLU unless told.</summary>
        public Activation HiddenActivation { get; init; } = Activation.ReLU;

        /// <summary>The activation of the last layer; softmax unless told. The loss of <see cref="Training"/> must suit it.</summary>
        public Activation OutputActivation { get; init; } = Activation.Softmax;

        /// <summary>Whether units have a bias; they have unless told.</summary>
        public bool UseBias { get; init; } = true;

        /// <summary>How weights are drawn, or null for what suits each layer's activation.</summary>
        public Initializer? Initializer { get; init; }

        /// <summary>Whether batch normalization stands between the weights and the activation of each hidden layer; not unless told.</summary>
        public bool BatchNormalization { get; init; }

        /// <summary>The share of each hidden layer's outputs that is dropped while the network learns, from 0 to below 1; 0 unless told.</summary>
        public float Dropout { get; init; }

        /// <summary>The share of the inputs that is dropped while the network learns, from 0 to below 1; 0 unless told.</summary>
        public float InputDropout { get; init; }

        /// <summary>
        /// The network to begin with, or null for random weights. Its layers must be those asked for here; the feature column is scaled as it was for
        /// that network.
        /// </summary>
        public Network? StartFrom { get; init; }

        /// <summary>
        /// The shape of one row, or null to take it from the feature column: two dimensions are a grey picture, three are channels of
        /// pictures, anything else is a vector.
        /// </summary>
        public Shape? InputShape { get; init; }

        /// <summary>
        /// How features become the network's inputs, or null to find out: where all are whole numbers from 0 to 255, and some above 16,
        /// they are pixels (<see cref="InputScaling.Unit"/>); else they are taken as they are.
        /// </summary>
        public InputScaling? Scaling { get; init; }

        /// <summary>How it is trained.</summary>
        public TrainingOptions Training { get; init; } = new();

        /// <summary>
        /// Rows that accuracy is measured on after every epoch, with the same columns and keys, or null. Nothing is learned from them.
        /// </summary>
        public IDataView? Validation { get; init; }

        /// <summary>
        /// Whether and where training leaves checkpoints, so that a later <c>Fit</c> with <see cref="Checkpointing.Resume"/> goes on from there;
        /// null for none.
        /// </summary>
        public Checkpointing? Checkpoints { get; init; }

        /// <summary>Told of every step and epoch, or null.</summary>
        public ITrainingObserver? Observer { get; init; }

        /// <summary>
        /// What is known of the network's making, by name; saved with it, beside <c>epochs</c>, <c>seed</c> and <c>trainCount</c>, which
        /// the trainer knows itself.
        /// </summary>
        public ImmutableSortedDictionary<string, string> Facts { get; init; } =
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

        /// <summary>Ends training after the step under way; the model is what was reached by then.</summary>
        public CancellationToken Cancellation { get; init; }
    }
}
