namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate stays the same.</summary>
public sealed record ConstantSchedule : LearningRateSchedule
{
    internal override string Keyword => "constant";

    internal override float Factor(in SchedulePosition position) => 1f;
}
