using System.Globalization;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Logs what may be wrong with a label: numbers that are very skewed, and a network that has learned hardly anything about it.</summary>
internal sealed class LabelAdvice(NeuralNetworkTrainer.Options options, IChannel channel)
{
    // The share of the loss of a constant that a network must be below to have learned something.
    private const double LearnedNothing = 0.98;

    /// <summary>Before training: positive numbers that are so skewed that the large ones alone decide about the squared error.</summary>
    public void CheckSkewness(Samples samples)
    {
        if (!samples.HasTargets || samples.ClassNames.Count > 1 || samples.Targets.ContainsAnyInRange(float.NegativeInfinity, 0))
            return;
        double skewness = Skewness.Of([.. samples.Targets.ToArray().Select(target => ((double)target, 1))]);
        if (skewness > Skewness.Large)
            channel.Info(
                MessageSensitivity.None,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Label '{options.LabelColumnName}' is positive and skewed (skewness {skewness:F1}), so large values decide about the error. If relative errors "
                        + $"matter, train on its logarithm: Transforms.Expression(\"Log\", \"x => log(x)\", \"{options.LabelColumnName}\"), and exp(x) of the score."
                )
            );
    }

    /// <summary>After training: whether the network predicts better than the same outputs for every row.</summary>
    /// <param name="result">The training.</param>
    /// <param name="samples">The rows that its last loss was measured on: of validation, if there are any.</param>
    /// <param name="training">The options.</param>
    public void CheckLearning(TrainingResult result, Samples samples, TrainingOptions training)
    {
        if (result.Epochs.Count == 0 || result.Divergence is not null || ConstantLoss.Of(samples, training) is not double constant)
            return;
        EpochResult last = result.Epochs[(result.BestEpoch ?? result.Epochs.Count) - 1];
        double loss = last.ValidationLoss ?? last.TrainLoss;
        if (constant > 0 && loss > LearnedNothing * constant)
            channel.Warning(
                MessageSensitivity.None,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The network predicts label '{options.LabelColumnName}' hardly better than the same answer for every row: its loss is {loss:G4}, that of such "
                        + $"an answer {constant:G4}. Check that the features are those that the label depends on."
                )
            );
    }
}
