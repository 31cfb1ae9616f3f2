using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <content>What follows from the options: their violations, and the network and training for rows of a shape.</content>
public sealed partial class NeuralNetworkTrainer
{
    public sealed partial record Options
    {
        /// <summary>The invalid or conflicting options, a clause each, except for those that network and training validate themselves.</summary>
        internal IEnumerable<string> Violations()
        {
            if (ValidationFraction is float fraction && !(fraction > 0 && fraction < 1))
                yield return FormattableString.Invariant($"ValidationFraction must be above 0 and below 1, not {fraction}");
            if (ValidationFraction is not null && ValidationSet is not null)
                yield return "ValidationFraction and ValidationSet exclude each other: set one of them";
            if (NumberOfStarts < 1)
                yield return $"NumberOfStarts must be at least 1, not {NumberOfStarts}";
            if (NumberOfMembers is < 1 or > NetworkDefinition.MaximumMembers)
                yield return $"NumberOfMembers must be from 1 to {NetworkDefinition.MaximumMembers}, not {NumberOfMembers}";
            if (NumberOfMembers > 1 && NumberOfStarts > 1)
                yield return "NumberOfMembers and NumberOfStarts exclude each other: set one of them to 1";
            if (NumberOfMembers > 1 && StartFrom is not null)
                yield return $"NumberOfMembers must be 1 with StartFrom, not {NumberOfMembers}";
            if (NumberOfMembers > 1 && Checkpoints is not null)
                yield return $"NumberOfMembers must be 1 with Checkpoints, not {NumberOfMembers}";
            if (NumberOfStarts > 1 && StartFrom is not null)
                yield return $"NumberOfStarts must be 1 with StartFrom, not {NumberOfStarts}";
            if (NumberOfStarts > 1 && Checkpoints is not null)
                yield return $"NumberOfStarts must be 1 with Checkpoints, not {NumberOfStarts}";
            if (!Enum.IsDefined(NumericEmbedding))
                yield return $"NumericEmbedding must be None, PiecewiseLinear, Periodic or Automatic, not {NumericEmbedding}";
            if (StreamedFile is not null && StreamedMemory is null)
                yield return "StreamedMemory must be set with StreamedFile";
            if (Ranks is null)
                yield return "Ranks must not be null: a process alone has ITrainingRanks.Alone";
            if (Ranks?.Count > 1 && (NumberOfStarts > 1 || NumberOfMembers > 1))
                yield return $"NumberOfStarts and NumberOfMembers must be 1 with Ranks, not {NumberOfStarts} and {NumberOfMembers}";
            foreach (string violation in CategoricalColumns.Violations(this))
                yield return violation;
        }

        /// <summary>Whether the network encodes rows of a shape: those of a table, unless it continues one that does not.</summary>
        internal bool EncodesFeatures(Shape shape) =>
            shape.IsVector && (StartFrom?.Definition.AcceptsMissingValues ?? (BeginsWithEncoding || NormalizesVectorsOf(shape.Size)));

        /// <summary>Whether rows of a shape may have missing values.</summary>
        internal bool AcceptsMissingValues(Shape shape) => MissingValues == MissingValues.Impute && EncodesFeatures(shape);

        /// <summary>Whether rows of a shape stay sparse in memory if they are mostly 0: those too wide to be normalized. Augmentation needs them whole.</summary>
        internal bool AllowsSparse(Shape shape) => shape.IsVector && shape.Size > MaximumNormalizedColumns && Training.Augmentation is null;

        /// <summary>The network for samples.</summary>
        internal NetworkOptions NetworkFor(PredictionTask task, Samples samples) =>
            _hasHiddenUnits ? Network
            : EncodesFeatures(samples.Shape)
                ? Network with
                {
                    HiddenUnits = TableDefaults.HiddenUnitsOf(task.Loss, samples.Count, samples.Shape.Size),
                }
            : samples is SparseSamples ? Network with { HiddenUnits = [UnitsForSparseRows] }
            : Network;

        private bool BeginsWithEncoding => Layers is [FeatureEncoding, ..];

        private bool NormalizesVectorsOf(int columns) =>
            NormalizeFeatures && Scaling is null && !Network.NeedsImage && columns <= MaximumNormalizedColumns;

        /// <summary>The training options for rows of a shape, with the properties of this record applied.</summary>
        /// <param name="task">The task.</param>
        /// <param name="shape">The shape of a row.</param>
        /// <param name="rows">The number of rows in memory; null if they are streamed.</param>
        /// <param name="isSparse">Whether the rows are <see cref="SparseSamples"/>. Default: false.</param>
        internal TrainingOptions TrainingFor(PredictionTask task, Shape shape, int? rows, bool isSparse = false) =>
            ToTrainingOptions(
                task,
                _training is not null ? Training
                    : isSparse && rows >= ManySparseRows
                        ? Training with
                        {
                            Epochs = EpochsOfManySparseRows,
                            Optimizer = new Adam(LearningRateOfManySparseRows),
                        }
                    : !EncodesFeatures(shape) ? Training
                    : rows is int count ? TableDefaults.TrainingOf(count, task.Loss, NumberOfMembers)
                    : TableDefaults.StreamedTraining(task.Loss)
            );

        /// <summary>The training options, with the properties of this record applied.</summary>
        internal TrainingOptions ToTrainingOptions(PredictionTask task) => ToTrainingOptions(task, Training);

        private TrainingOptions ToTrainingOptions(PredictionTask task, TrainingOptions training)
        {
            Optimizer optimizer = Optimizer ?? training.Optimizer;
            Regularization regularization = training.Regularization;
            return training with
            {
                Loss = training.Loss == Loss.SoftmaxCrossEntropy ? task.Loss : training.Loss,
                Epochs = NumberOfIterations ?? training.Epochs,
                BatchSize = BatchSize ?? training.BatchSize,
                Threads = NumberOfThreads ?? training.Threads,
                Seed = unchecked((uint?)(Seed ?? ((IHostEnvironmentInternal)task.Environment).Seed)) ?? training.Seed,
                Optimizer = optimizer with { LearningRate = LearningRate ?? optimizer.LearningRate },
                Regularization = regularization with
                {
                    L1 = L1Regularization ?? regularization.L1,
                    L2 = L2Regularization ?? regularization.L2,
                    FollowsNoise = L2Regularization is null && regularization.FollowsNoise,
                },

                Schedule = Schedule ?? training.Schedule,
                EarlyStopping = EarlyStopping ?? training.EarlyStopping,
                LabelSmoothing = LabelSmoothing ?? training.LabelSmoothing,

                // Applied when labels are read: samples for a single output no longer have classes.
                ClassWeights = task is BinaryTask ? null : ClassWeights ?? training.ClassWeights,
            };
        }
    }
}
