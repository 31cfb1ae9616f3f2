namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Updates parameters by their gradient. An optimizer is a loop over flat arrays, independent of layers; its state is stored in arrays of the
/// parameters' length (<see cref="StateCount"/> of them), which the trainer owns. Immutable.
/// </summary>
/// <param name="LearningRate">The learning rate, above 0.</param>
public abstract record Optimizer(float LearningRate)
{
    /// <summary>All optimizers. Add new ones here.</summary>
    internal static Registry<Optimizer> Registry { get; } =
        new(
            "optimizer",
            optimizer => optimizer.Name,
            (optimizer, settings) => optimizer.With(settings),
            new BatchGradientDescent(),
            new GradientDescent(),
            new Momentum(),
            new Nesterov(),
            new AdaGrad(),
            new AdaDelta(),
            new RMSProp(),
            new Adam(),
            new Nadam(),
            new AdamW()
        );

    /// <summary>One instance of each, with default settings.</summary>
    public static IReadOnlyList<Optimizer> All => Registry.All;

    /// <summary>The name of each, without settings: <c>adam</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name without settings: <c>adam</c>.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// The name, with its settings other than the learning rate if they are not the defaults, in the form that <see cref="Parse"/> accepts: <c>momentum</c>,
    /// <c>momentum(0.95)</c>.
    /// </summary>
    public string Spelling => Registry.Spelling(this);

    /// <summary>The number of floats of state per parameter: 0, 1 or 2.</summary>
    public abstract int StateCount { get; }

    /// <summary>Whether each step uses all samples, regardless of the batch size. Default: false.</summary>
    public virtual bool UsesAllSamples => false;

    /// <summary>The default learning rate.</summary>
    internal float DefaultLearningRate => Registry.Default(this).LearningRate;

    /// <summary>The optimizer with that name and, in parentheses, settings: <c>momentum(0.95)</c>, <c>adam(0.9,0.99)</c>.</summary>
    /// <param name="name">The name and the settings.</param>
    /// <param name="learningRate">The learning rate. Default: the optimizer's own default.</param>
    /// <exception cref="InvalidInputException">No optimizer has that name, or a setting is invalid.</exception>
    public static Optimizer Parse(string name, float? learningRate = null)
    {
        Optimizer found = Registry.Parse(name);
        return found with { LearningRate = learningRate ?? found.LearningRate };
    }

    /// <summary>The settings, including the learning rate, that are out of range, one phrase each.</summary>
    internal IEnumerable<string> Violations()
    {
        SettingsCheck rate = new();
        rate.Number("the learning rate", LearningRate, Interval.Positive);
        return [.. rate.Violations, .. Registry.Violations(this).Select(violation => $"{Name}'s {violation}")];
    }

    /// <summary>Passes the settings other than the learning rate to a visitor, in order. Default: there are no settings.</summary>
    /// <returns>This optimizer with the settings that the visitor returned.</returns>
    internal virtual Optimizer With(Settings settings) => this;

    /// <summary>The factors of one step, which are the same for all parameters.</summary>
    /// <param name="step">1 for the first step, and so on.</param>
    /// <param name="learningRate">The current learning rate: <see cref="LearningRate"/> times the factor of the schedule.</param>
    internal virtual StepSize SizeOf(long step, float learningRate) => new(learningRate, 1f, learningRate);

    /// <summary>Updates a range of the parameters.</summary>
    /// <param name="size">From <see cref="SizeOf"/>.</param>
    /// <param name="range">The range.</param>
    internal abstract void Update(StepSize size, in ParameterRange range);

    /// <summary>
    /// Updates a range once for each of several steps with a gradient of 0, like <see cref="Update"/>. An optimizer may override this with a faster method that gives the same
    /// bits.
    /// </summary>
    /// <param name="steps">The steps.</param>
    /// <param name="range">The range; its gradient is 0.</param>
    internal virtual void UpdateAtRest(ReadOnlySpan<StepRate> steps, in ParameterRange range)
    {
        foreach (StepRate step in steps)
            Update(step.Size, range);
    }
}

/// <summary>The factors of one step, which are the same for all parameters.</summary>
/// <param name="Rate">The factor on the direction.</param>
/// <param name="Correction">The optimizer's own second factor, if it has one.</param>
/// <param name="Plain">The factor on the gradient itself, or the learning rate without corrections.</param>
internal readonly record struct StepSize(float Rate, float Correction, float Plain);

/// <summary>The data of one step, which are the same for all parameters.</summary>
/// <param name="Size">The factors of the optimizer.</param>
/// <param name="Rate">The learning rate.</param>
internal readonly record struct StepRate(StepSize Size, float Rate);

/// <summary>A range of the parameters with their gradient and the optimizer's state.</summary>
internal readonly unsafe struct ParameterRange(int length, float* parameters, float* gradient, float* state0, float* state1)
{
    /// <summary>The learning rate times λ of the L1 penalty, or 0 for none: see <see cref="SoftThreshold"/>. Default: 0.</summary>
    public float Threshold { get; init; }

    /// <summary>If a penalty or decay shrinks a parameter below this magnitude, it becomes 0: <see cref="Kernels.Underflow.Weight"/>. Default: 0, for others.</summary>
    public float LeastWeight { get; init; }

    public int Length { get; } = length;

    public float* Parameters { get; } = parameters;

    public float* Gradient { get; } = gradient;

    /// <summary>The optimizer's first state array, or null.</summary>
    public float* State0 { get; } = state0;

    /// <summary>The optimizer's second state array, or null.</summary>
    public float* State1 { get; } = state1;
}
