namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How parameters move against their gradient. An optimizer is one loop over flat arrays that knows no layers; what it remembers from step to
/// step lies in arrays of the parameters' length (<see cref="StateCount"/> of them), kept by the trainer.
/// </summary>
/// <param name="LearningRate">The size of a step: above 0.</param>
public abstract record Optimizer(float LearningRate)
{
    /// <summary>One of each, with its usual settings. The registry: a new optimizer adds its line here.</summary>
    public static IReadOnlyList<Optimizer> All { get; } =
    [
        new BatchGradientDescent(),
        new GradientDescent(),
        new Momentum(),
        new Nesterov(),
        new AdaGrad(),
        new AdaDelta(),
        new RMSProp(),
        new Adam(),
        new Nadam(),
        new AdamW(),
    ];

    /// <summary>The names that <see cref="Parse"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(optimizer => optimizer.Name)];

    /// <summary>Its name as <see cref="Parse"/> reads it: <c>adam</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How many floats it remembers for each parameter.</summary>
    public abstract int StateCount { get; }

    /// <summary>Whether each step learns from all samples, whatever the batch size.</summary>
    public virtual bool UsesAllSamples => false;

    /// <summary>Its name as <see cref="Parse"/> reads it, with its settings but the learning rate where they are not the usual ones: <c>momentum(0.95)</c>.</summary>
    public string Spelling => Full == All.First(usual => usual.Name == Name).Full ? Name : Full;

    /// <summary>The learning rate where none is asked for.</summary>
    internal float UsualLearningRate => All.First(usual => usual.Name == Name).LearningRate;

    private string Full
    {
        get
        {
            NamedSettings none = new(Name);
            With(none);
            return none.Full;
        }
    }

    /// <summary>The optimizer of that name, with settings in brackets where it has some: <c>momentum(0.95)</c>, <c>adam(0.9,0.99)</c>.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="learningRate">The learning rate, or null for that optimizer's usual one.</param>
    /// <exception cref="InvalidInputException">No optimizer has that name, or its settings do not hold.</exception>
    public static Optimizer Parse(string name, float? learningRate = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        NamedSettings given = new(name);
        Optimizer? found = All.FirstOrDefault(optimizer => string.Equals(optimizer.Name, given.Name, StringComparison.OrdinalIgnoreCase))
            ?.With(given);
        if (found is null || !given.AreAllRead)
            throw NamedSettings.Unknown("optimizer", name, All.Select(optimizer => optimizer.Full));
        string violations = string.Join("; ", found.Violations());
        if (violations.Length > 0)
            throw new InvalidInputException($"The optimizer {name} does not hold: {violations}.");
        return learningRate is float rate ? found with { LearningRate = rate } : found;
    }

    /// <summary>What is wrong with its settings, a sentence each.</summary>
    internal virtual IEnumerable<string> Violations()
    {
        if (!(LearningRate > 0 && float.IsFinite(LearningRate)))
            yield return FormattableString.Invariant($"the learning rate must be above 0, not {LearningRate}");
    }

    /// <summary>This optimizer with the settings that a user gave, in the order of its parameters after the learning rate.</summary>
    internal virtual Optimizer With(NamedSettings given) => this;

    /// <summary>What all parameters share in one step.</summary>
    /// <param name="step">1 for the first step, and so on.</param>
    /// <param name="learningRate">The rate in force, <see cref="LearningRate"/> times what the schedule says.</param>
    internal virtual StepSize SizeOf(long step, float learningRate) => new(learningRate, 1f, learningRate);

    /// <summary>Moves a range of the parameters.</summary>
    /// <param name="size">From <see cref="SizeOf"/>.</param>
    /// <param name="range">The range moved.</param>
    internal abstract void Move(StepSize size, in ParameterRange range);

    private protected static IEnumerable<string> Share(string name, float value)
    {
        if (!(value >= 0 && value < 1))
            yield return FormattableString.Invariant($"{name} must be from 0 to below 1, not {value}");
    }

    private protected static IEnumerable<string> AboveZero(string name, float value)
    {
        if (!(value > 0 && float.IsFinite(value)))
            yield return FormattableString.Invariant($"{name} must be above 0, not {value}");
    }

    private protected static IEnumerable<string> AtLeastZero(string name, float value)
    {
        if (!(value >= 0 && float.IsFinite(value)))
            yield return FormattableString.Invariant($"{name} must be at least 0, not {value}");
    }
}

/// <summary>The factors of one step that are alike for all parameters.</summary>
/// <param name="Rate">What the direction is multiplied by.</param>
/// <param name="Correction">The optimizer's own second factor, if it has one.</param>
/// <param name="Plain">What the gradient itself is multiplied by, or the learning rate without corrections.</param>
internal readonly record struct StepSize(float Rate, float Correction, float Plain);

/// <summary>A range of the parameters, of their gradient and of the optimizer's memory for them.</summary>
internal readonly unsafe struct ParameterRange(int length, float* parameters, float* gradient, float* state0, float* state1)
{
    public int Length { get; } = length;

    public float* Parameters { get; } = parameters;

    public float* Gradient { get; } = gradient;

    /// <summary>The optimizer's first memory, or null.</summary>
    public float* State0 { get; } = state0;

    /// <summary>The optimizer's second memory, or null.</summary>
    public float* State1 { get; } = state1;
}
