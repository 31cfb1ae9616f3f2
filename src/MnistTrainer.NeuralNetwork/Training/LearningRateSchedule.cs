namespace MnistTrainer.NeuralNetwork;

/// <summary>How the learning rate changes while a network is trained.</summary>
public enum LearningRateSchedule
{
    /// <summary>It stays.</summary>
    Constant,

    /// <summary>It falls from the whole to nothing along half a cosine wave (Loshchilov and Hutter 2017, without restarts).</summary>
    Cosine,
}

/// <summary>The factor that a schedule asks for.</summary>
internal static class LearningRateScheduleExtensions
{
    /// <param name="schedule">The schedule.</param>
    /// <param name="done">The share of all steps that are done, 0 to below 1.</param>
    public static float Factor(this LearningRateSchedule schedule, double done) =>
        schedule == LearningRateSchedule.Cosine ? (float)((1 + Math.Cos(Math.PI * done)) / 2) : 1f;
}
