using Microsoft.ML;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;
using MnistTrainer.MLNet;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// The trainers that can be measured: this project's and ML.NET's, each with its defaults, but one thread. Trees get the columns as they are, linear
/// trainers what they need.
/// </summary>
internal static class TableTrainers
{
    public static IReadOnlyList<TableTrainer> All { get; } =
    [NeuralNetwork(nameof(NeuralNetwork), members: 1), NeuralNetwork("Members8", members: 8), LightGbm(), FastTree(), Sdca(), Lbfgs()];

    private static TableTrainer NeuralNetwork(string name, int members)
    {
        NeuralNetworkTrainer.Options options = new() { NumberOfThreads = 1, NumberOfMembers = members };
        return new TableTrainer
        {
            Name = name,
            Binary = context => context.BinaryClassification.Trainers.NeuralNetwork(options),
            Multiclass = context => context.MulticlassClassification.Trainers.NeuralNetwork(options),
            Regression = context => context.Regression.Trainers.NeuralNetwork(options),
        };
    }

    private static TableTrainer LightGbm() =>
        new()
        {
            Name = nameof(LightGbm),
            Binary = context => context.BinaryClassification.Trainers.LightGbm(new LightGbmBinaryTrainer.Options { NumberOfThreads = 1 }),
            Multiclass = context =>
                context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options { NumberOfThreads = 1 }),
            Regression = context => context.Regression.Trainers.LightGbm(new LightGbmRegressionTrainer.Options { NumberOfThreads = 1 }),
        };

    private static TableTrainer FastTree() =>
        new()
        {
            Name = nameof(FastTree),
            Binary = BinaryFastTree,
            // FastTree has no trainer for several classes.
            Multiclass = context => context.MulticlassClassification.Trainers.OneVersusAll(BinaryFastTree(context)),
            Regression = context => context.Regression.Trainers.FastTree(new FastTreeRegressionTrainer.Options { NumberOfThreads = 1 }),
        };

    private static TableTrainer Sdca() =>
        new()
        {
            Name = nameof(Sdca),
            FillsMissing = true,
            Standardizes = true,
            Binary = context =>
                context.BinaryClassification.Trainers.SdcaLogisticRegression(
                    new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 }
                ),
            Multiclass = context =>
                context.MulticlassClassification.Trainers.SdcaMaximumEntropy(
                    new SdcaMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 }
                ),
            Regression = context => context.Regression.Trainers.Sdca(new SdcaRegressionTrainer.Options { NumberOfThreads = 1 }),
        };

    // Of regressions, ML.NET's L-BFGS has Poisson's only.
    private static TableTrainer Lbfgs() =>
        new()
        {
            Name = nameof(Lbfgs),
            FillsMissing = true,
            Standardizes = true,
            Binary = context =>
                context.BinaryClassification.Trainers.LbfgsLogisticRegression(
                    new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 }
                ),
            Multiclass = context =>
                context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
                    new LbfgsMaximumEntropyMulticlassTrainer.Options { NumberOfThreads = 1 }
                ),
        };

    private static FastTreeBinaryTrainer BinaryFastTree(MLContext context) =>
        context.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfThreads = 1 });
}
