using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist find-rate</c>.</summary>
/// <param name="Dataset">The name of the data.</param>
/// <param name="Optimizer">The optimizer with its settings.</param>
/// <param name="Suggested">The suggested learning rate; null where there is none.</param>
/// <param name="Lowest">The rate with the lowest loss; null where none was tried.</param>
/// <param name="Middle">The middle of the rates with low losses, twice the suggested rate; null where none was tried.</param>
/// <param name="Trials">The rates that were tried.</param>
internal sealed record FindRateJson(
    string Dataset,
    string Optimizer,
    double? Suggested,
    double? Lowest,
    double? Middle,
    IEnumerable<RateTrialJson> Trials
)
{
    public static FindRateJson Of(LearningRateCurve curve, string dataset, Optimizer optimizer) =>
        new(
            dataset,
            optimizer.Spelling,
            FiniteNumber.OrNull(curve.Suggested),
            FiniteNumber.OrNull(curve.Lowest),
            FiniteNumber.OrNull(curve.Middle),
            curve.Trials.Select(trial => new RateTrialJson(
                trial.Rate,
                FiniteNumber.OrNull(trial.Loss),
                FiniteNumber.OrNull(trial.SmoothedLoss)
            ))
        );
}

/// <summary>One learning rate that was tried.</summary>
/// <param name="Rate">The rate.</param>
/// <param name="Loss">The loss of its batch, before the step.</param>
/// <param name="SmoothedLoss">The running mean of the losses.</param>
internal sealed record RateTrialJson(double Rate, double? Loss, double? SmoothedLoss);
