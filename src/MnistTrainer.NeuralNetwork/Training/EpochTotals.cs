namespace MnistTrainer.NeuralNetwork;

/// <summary>The running totals of the current epoch, from which its <see cref="EpochResult"/> is computed.</summary>
internal record struct EpochTotals
{
    /// <summary>The number of samples trained on.</summary>
    public int Samples { get; set; }

    /// <summary>The number of steps.</summary>
    public int Steps { get; set; }

    /// <summary>The sum of the samples' losses.</summary>
    public double Loss { get; set; }

    /// <summary>The number of samples classified correctly.</summary>
    public int Correct { get; set; }

    /// <summary>The sum of the gradient norms of all steps.</summary>
    public double GradientNorm { get; set; }

    /// <summary>The learning rate of the last step.</summary>
    public float LearningRate { get; set; }

    /// <summary>The time spent on the epoch in earlier runs.</summary>
    public TimeSpan EarlierDuration { get; set; }

    /// <summary>Adds a step.</summary>
    public void Add(in StepResult step, int rows, float learningRate)
    {
        Samples += rows;
        Steps++;
        Loss += step.Loss;
        Correct += step.Correct;
        GradientNorm += step.GradientNorm;
        LearningRate = learningRate;
    }

    /// <summary>Adds the totals of later steps.</summary>
    public void Add(in EpochTotals other)
    {
        Samples += other.Samples;
        Steps += other.Steps;
        Loss += other.Loss;
        Correct += other.Correct;
        GradientNorm += other.GradientNorm;
        LearningRate = other.LearningRate;
        EarlierDuration += other.EarlierDuration;
    }

    /// <summary>Computes the epoch's result.</summary>
    /// <param name="number">The number of the epoch, from 1.</param>
    /// <param name="duration">The time spent on the epoch in this run.</param>
    /// <param name="validation">The validation result, or null.</param>
    public readonly EpochResult ToResult(int number, TimeSpan duration, (double Loss, double Accuracy)? validation) =>
        new()
        {
            Number = number,
            TrainLoss = Loss / Samples,
            TrainAccuracy = (double)Correct / Samples,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            LearningRate = LearningRate,
            GradientNorm = GradientNorm / Steps,
            Duration = EarlierDuration + duration,
        };
}
