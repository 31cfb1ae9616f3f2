namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How the learning rate changes during training: a factor for every step. It depends on the position alone, so that training that was interrupted resumes as if it
/// had not been. Immutable.
/// </summary>
public abstract record LearningRateSchedule
{
    /// <summary>The learning rate stays the same.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The learning rate falls to 0 along half a cosine wave.</summary>
    public static LearningRateSchedule Cosine { get; } = new CosineSchedule();

    /// <summary>All schedules. A new one adds its line here.</summary>
    internal static Registry<LearningRateSchedule> Registry { get; } =
        new(
            "schedule",
            schedule => schedule.Keyword,
            (schedule, settings) => schedule.With(settings),
            Constant,
            new StepSchedule(),
            new ExponentialSchedule(),
            Cosine,
            new PolynomialSchedule(),
            new OneCycleSchedule(),
            new ReduceOnPlateauSchedule(),
            new WarmUpSchedule(Cosine)
        );

    private protected LearningRateSchedule() { }

    /// <summary>One of each, with its default settings.</summary>
    public static IReadOnlyList<LearningRateSchedule> All => Registry.All;

    /// <summary>The name of each, without settings: <c>one-cycle</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>Its name with its settings, as <see cref="Parse"/> reads it: <c>cosine</c>, <c>step(10,0.5)</c>.</summary>
    public string Name => Registry.Text(this);

    /// <summary>Its name, with its settings if they are not the defaults: <c>cosine</c>, <c>step</c>, <c>step(5,0.5)</c>.</summary>
    public string Spelling => Registry.Spelling(this);

    /// <summary>The schedule with that name and, in parentheses, settings: <c>step(10,0.5)</c>, <c>warm-up(0.1,cosine)</c>.</summary>
    /// <exception cref="InvalidInputException">No schedule has that name, or a setting is invalid.</exception>
    public static LearningRateSchedule Parse(string name) => Registry.Parse(name);

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>Its name without settings: <c>one-cycle</c>.</summary>
    internal abstract string Keyword { get; }

    /// <summary>Lets a visitor at its settings, in their order. Default: it has none.</summary>
    /// <returns>This schedule with the settings that they have afterwards.</returns>
    internal virtual LearningRateSchedule With(Settings settings) => this;

    /// <summary>Whether the factor depends on the losses of completed epochs, besides the position. Default: false.</summary>
    internal virtual bool DependsOnLoss => false;

    /// <summary>The factor that the learning rate is multiplied by, at least 0.</summary>
    /// <param name="position">The position in the training.</param>
    internal abstract float Factor(in SchedulePosition position);

    /// <summary>Its settings that are out of range, a phrase each.</summary>
    internal IEnumerable<string> Violations() => Registry.Violations(this).Select(violation => $"{Keyword}'s {violation}");
}
