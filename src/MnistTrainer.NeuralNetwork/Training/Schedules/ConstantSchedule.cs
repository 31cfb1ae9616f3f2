namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate stays.</summary>
internal sealed record ConstantSchedule : LearningRateSchedule
{
    public override string Name => "constant";

    internal override float Factor(in SchedulePosition position) => 1f;
}
