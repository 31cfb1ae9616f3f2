namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate is multiplied by a factor every few epochs.</summary>
/// <param name="Epochs">The number of epochs between two reductions, at least 1. Default: 10.</param>
/// <param name="Ratio">The factor, above 0 and at most 1. Default: 0.5.</param>
public sealed record StepSchedule(int Epochs = 10, float Ratio = 0.5f) : LearningRateSchedule
{
    internal override string Keyword => "step";

    internal override LearningRateSchedule With(Settings settings) =>
        this with
        {
            Epochs = settings.WholeNumber("epochs", Epochs, Interval.AtLeast(1)),
            Ratio = settings.Number("ratio", Ratio, new Interval(0, 1, ExcludesLow: true)),
        };

    internal override float Factor(in SchedulePosition position) => (float)Math.Pow(Ratio, Math.Floor(position.Epoch / Epochs));
}
