namespace MnistTrainer.NeuralNetwork;

/// <summary>The sums of an epoch under way, from which its <see cref="EpochResult"/> is made.</summary>
internal record struct EpochTally
{
    /// <summary>Samples learned from.</summary>
    public int Learned { get; set; }

    /// <summary>Steps taken.</summary>
    public int Steps { get; set; }

    /// <summary>The sum of the samples' losses.</summary>
    public double Loss { get; set; }

    /// <summary>Samples named rightly.</summary>
    public int Correct { get; set; }

    /// <summary>The sum of the gradient's lengths, step by step.</summary>
    public double GradientNorm { get; set; }

    /// <summary>The learning rate of the last step.</summary>
    public float LearningRate { get; set; }

    /// <summary>The time that it took in runs before this one.</summary>
    public TimeSpan Before { get; set; }

    /// <summary>Takes in a step.</summary>
    public void Add(in StepResult step, int rows, float learningRate)
    {
        Learned += rows;
        Steps++;
        Loss += step.Loss;
        Correct += step.Correct;
        GradientNorm += step.GradientNorm;
        LearningRate = learningRate;
    }

    /// <summary>Takes in another tally, which comes after this one.</summary>
    public void Add(in EpochTally other)
    {
        Learned += other.Learned;
        Steps += other.Steps;
        Loss += other.Loss;
        Correct += other.Correct;
        GradientNorm += other.GradientNorm;
        LearningRate = other.LearningRate;
        Before += other.Before;
    }

    /// <summary>The epoch's result.</summary>
    /// <param name="number">1 for the first.</param>
    /// <param name="duration">How long it took in this run.</param>
    /// <param name="validation">What validation came to, or null.</param>
    public readonly EpochResult ToResult(int number, TimeSpan duration, (double Loss, double Accuracy)? validation) =>
        new()
        {
            Number = number,
            TrainLoss = Loss / Learned,
            TrainAccuracy = (double)Correct / Learned,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            LearningRate = LearningRate,
            GradientNorm = GradientNorm / Steps,
            Duration = Before + duration,
        };
}
