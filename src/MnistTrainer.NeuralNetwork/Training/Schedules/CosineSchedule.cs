namespace MnistTrainer.NeuralNetwork;

/// <summary>The learning rate falls to 0 along half a cosine wave (Loshchilov and Hutter 2017, without restarts).</summary>
public sealed record CosineSchedule : LearningRateSchedule
{
    internal override string Keyword => "cosine";

    internal override float Factor(in SchedulePosition position) => (float)((1 + Math.Cos(Math.PI * position.Done)) / 2);
}
