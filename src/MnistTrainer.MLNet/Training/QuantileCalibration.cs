using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Corrects the quantiles of a network by rows that it was not trained on (<see cref="ConformalQuantiles"/>), and decides which these are.</summary>
internal sealed class QuantileCalibration
{
    /// <summary>The number of folds of a table with few rows.</summary>
    public const int Folds = 5;

    /// <summary>The largest number of rows that are trained on in folds as well: five times as long, which is seconds.</summary>
    public const int MostRowsInFolds = 10_000;

    /// <summary>The least number of rows that suffice alone: by 1,000, the share below the quantile of level 0.9 has a standard deviation of 0.9 %.</summary>
    public const int FewestRows = 1_000;

    /// <summary>The largest number of rows that are held out.</summary>
    public const int MostRows = 10_000;

    private const float HeldOutFraction = 0.1f;

    private readonly QuantileTask _task;
    private readonly NetworkPlan _plan;
    private readonly IChannel _channel;

    private QuantileCalibration(QuantileTask task, NetworkPlan plan, IChannel channel) => (_task, _plan, _channel) = (task, plan, channel);

    /// <summary>The calibration that options ask for; null for none.</summary>
    public static QuantileCalibration? Of(PredictionTask task, NeuralNetworkTrainer.Options options, NetworkPlan plan, IChannel channel)
    {
        if (task is not QuantileTask quantiles || !options.CalibrateQuantiles)
            return null;
        if (plan.HasOutputBias)
            return new QuantileCalibration(quantiles, plan, channel);
        channel.Warning(MessageSensitivity.None, "Quantiles are not calibrated: the output layer has no biases.");
        return null;
    }

    /// <summary>Holds out rows of a large table.</summary>
    /// <param name="samples">All rows to train on.</param>
    /// <param name="validation">The rows for validation, or null.</param>
    /// <returns>The rows to train on, and those for <see cref="Correct"/>: held out, for validation as well, or null for folds.</returns>
    public (Samples Train, Samples? HeldOut) Split(Samples samples, Samples? validation)
    {
        if (validation?.Count >= FewestRows)
            return (samples, validation);
        if (samples.Count <= MostRowsInFolds)
            return (samples, null);
        (Samples train, Samples heldOut) = HoldOut.Split(
            samples,
            Math.Min(HeldOutFraction, (double)MostRows / samples.Count),
            _plan.Training.Seed
        );
        return (train, heldOut);
    }

    /// <summary>Corrects a network.</summary>
    /// <param name="result">The training of the network.</param>
    /// <param name="samples">The rows that it was trained on.</param>
    /// <param name="heldOut">Other rows, or null to train on folds.</param>
    /// <param name="train">Trains a network in the same way on other rows.</param>
    public Network Correct(TrainingResult result, Samples samples, Samples? heldOut, Func<Samples, TrainingResult> train)
    {
        if (result.WasCanceled)
            return NotCalibrated(result.Network, "training was canceled");
        if (heldOut is not null)
            return CorrectBy(heldOut, result.Network, result.Threads);
        if (samples.Count < 2)
            return NotCalibrated(result.Network, "there is a single row");
        ConformalQuantiles quantiles = new(_task.Levels);
        IReadOnlyList<int[]> folds = StratifiedFolds.Split(samples, Math.Min(Folds, samples.Count), _plan.Training.Seed);
        for (int fold = 0; fold < folds.Count; fold++)
        {
            TrainingResult other = train(samples.Subset([.. folds.Where((_, i) => i != fold).SelectMany(rows => rows)]));
            if (other.WasCanceled)
                return NotCalibrated(result.Network, "training was canceled");
            if (other.Divergence is null)
                quantiles.Add(other.Network, samples.Subset(folds[fold]), result.Threads);
        }

        return quantiles.Rows == 0
            ? NotCalibrated(result.Network, "training without a part of the rows diverged")
            : Corrected(quantiles, result.Network, $"that networks trained without them estimate, in {folds.Count} folds");
    }

    /// <summary>Corrects a network whose rows are in a file, by others that were held out.</summary>
    /// <param name="result">The training of the network.</param>
    /// <param name="heldOut">The rows; null where there are too few.</param>
    public Network CorrectStored(TrainingResult result, Samples? heldOut) =>
        result.WasCanceled ? NotCalibrated(result.Network, "training was canceled")
        : heldOut is null
            ? NotCalibrated(
                result.Network,
                $"rows are streamed, and {MostRowsInFolds} of them or fewer; set ValidationSet or ValidationFraction to {FewestRows} rows or more"
            )
        : CorrectBy(heldOut, result.Network, result.Threads);

    /// <summary>Corrects a network whose rows were not kept, by rows for validation if there are enough.</summary>
    public Network CorrectStreamed(IncrementalTrainer trainer, Samples? validation) =>
        validation?.Count >= FewestRows
            ? CorrectBy(validation, trainer.Network, trainer.Threads)
            : NotCalibrated(trainer.Network, $"rows are streamed, and ValidationSet has fewer than {FewestRows} rows");

    private Network CorrectBy(Samples heldOut, Network network, int threads)
    {
        ConformalQuantiles quantiles = new(_task.Levels);
        quantiles.Add(network, heldOut, threads);
        return Corrected(quantiles, network, "that were not trained on");
    }

    private Network Corrected(ConformalQuantiles quantiles, Network network, string which)
    {
        _channel.Info(MessageSensitivity.None, $"Quantiles are calibrated on {quantiles.Rows} rows {which}.");
        return quantiles.Correct(network);
    }

    private Network NotCalibrated(Network network, string reason)
    {
        _channel.Warning(MessageSensitivity.None, $"Quantiles are not calibrated: {reason}.");
        return network;
    }
}
