using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// The trainers that can be measured: this project's and ML.NET's, each with its defaults, but one thread. Trees get the columns as they are, linear
/// trainers what they need.
/// </summary>
internal static class TableTrainers
{
    public static IReadOnlyList<TableTrainer> All { get; } =
    [
        NeuralNetwork(nameof(NeuralNetwork), members: 1),
        NeuralNetwork("Members8", members: 8),
        StandardizedNetwork(),
        LightGbm(),
        FastTree(),
        Sdca(),
        Lbfgs(),
    ];

    private static TableTrainer NeuralNetwork(string name, int members)
    {
        NeuralNetworkTrainer.Options options = new() { NumberOfThreads = 1, NumberOfMembers = members };
        return new TableTrainer
        {
            Name = name,
            Binary = (context, _) => context.BinaryClassification.Trainers.NeuralNetwork(options),
            Multiclass = (context, _) => context.MulticlassClassification.Trainers.NeuralNetwork(options),
            Regression = (context, _) => context.Regression.Trainers.NeuralNetwork(options),
        };
    }

    /// <summary>The network of an expert who knows no more than that columns must be standardized: one hidden layer, 10,000 steps whatever the rows.</summary>
    private static TableTrainer StandardizedNetwork()
    {
        const int batch = 32,
            steps = 10_000;
        return new TableTrainer
        {
            Name = nameof(StandardizedNetwork),
            FillsMissing = true,
            Standardizes = true,
            Binary = (context, table) => context.BinaryClassification.Trainers.NeuralNetwork(Options(table)),
            Multiclass = (context, table) => context.MulticlassClassification.Trainers.NeuralNetwork(Options(table)),
            Regression = (context, table) => context.Regression.Trainers.NeuralNetwork(Options(table)),
        };

        static NeuralNetworkTrainer.Options Options(PublicTable table) =>
            new()
            {
                NumberOfThreads = 1,
                NormalizeFeatures = false,
                Scaling = InputScaling.None,
                HiddenUnits = [200],
                BatchSize = batch,
                NumberOfIterations = Math.Max(5, steps * batch / (table.Rows * (TableRows.Folds - 1) / TableRows.Folds)),
                Optimizer = new Adam(0.003f),
                Schedule = LearningRateSchedule.Cosine,
                L2Regularization = 1e-3f,
                LabelSmoothing = 0,
            };
    }

    private static TableTrainer LightGbm() =>
        new()
        {
            Name = nameof(LightGbm),
            Binary = (context, _) =>
                context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options { NumberOfThreads = 1 }),
            Multiclass = (context, _) =>
                context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options { NumberOfThreads = 1 }),
            Regression = (context, _) =>
                context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options { NumberOfThreads = 1 }),
        };

    private static TableTrainer FastTree() =>
        new()
        {
            Name = nameof(FastTree),
            Binary = (context, _) => BinaryFastTree(context),
            // FastTree has no trainer for several classes.
            Multiclass = (context, _) => context.MulticlassClassification.Trainers.OneVersusAll(BinaryFastTree(context)),
            Regression = (context, _) =>
                context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfThreads = 1 }),
        };

    private static TableTrainer Sdca() =>
        new()
        {
            Name = nameof(Sdca),
            FillsMissing = true,
            Standardizes = true,
            Binary = (context, _) =>
                context.BinaryClassification.Trainers.SdcaLogisticRegression(
                    new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 }
                ),
            Multiclass = (context, _) =>
                context.MulticlassClassification.Trainers.SdcaMaximumEntropy(
                    new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 }
                ),
            Regression = (context, _) => context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { NumberOfThreads = 1 }),
        };

    // Of regressions, ML.NET's L-BFGS has Poisson's only.
    private static TableTrainer Lbfgs() =>
        new()
        {
            Name = nameof(Lbfgs),
            FillsMissing = true,
            Standardizes = true,
            Binary = (context, _) =>
                context.BinaryClassification.Trainers.LbfgsLogisticRegression(
                    new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 }
                ),
            Multiclass = (context, _) =>
                context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
                    new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 }
                ),
        };

    private static FastTreeBinaryTrainer BinaryFastTree(MLContext context) =>
        context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfThreads = 1 });
}
