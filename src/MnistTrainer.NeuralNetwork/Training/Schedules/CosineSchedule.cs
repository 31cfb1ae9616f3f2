namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate falls from the whole to nothing along half a cosine wave (Loshchilov and Hutter 2017, without restarts).</summary>
internal sealed record CosineSchedule : LearningRateSchedule
{
    public override string Name => "cosine";

    internal override float Factor(in SchedulePosition position) => (float)((1 + Math.Cos(Math.PI * position.Done)) / 2);
}
