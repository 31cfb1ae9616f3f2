namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How the learning rate changes during training: a factor for every step. It depends only on the position, so a resumed run continues like an uninterrupted
/// one. Immutable.
/// </summary>
public abstract record LearningRateSchedule
{
    /// <summary>The learning rate stays the same.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The learning rate falls to 0 along half a cosine wave.</summary>
    public static LearningRateSchedule Cosine { get; } = new CosineSchedule();

    /// <summary>All schedules. Add new ones here.</summary>
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

    /// <summary>One instance of each, with default settings.</summary>
    public static IReadOnlyList<LearningRateSchedule> All => Registry.All;

    /// <summary>The name of each, without settings: <c>one-cycle</c>.</summary>
    public static IReadOnlyList<string> Names => Registry.Names;

    /// <summary>The name with its settings, in the form that <see cref="Parse"/> accepts: <c>cosine</c>, <c>step(10,0.5)</c>.</summary>
    public string Name => Registry.Text(this);

    /// <summary>The name, with its settings if they are not the defaults: <c>cosine</c>, <c>step</c>, <c>step(5,0.5)</c>.</summary>
    public string Spelling => Registry.Spelling(this);

    /// <summary>The schedule with that name and, in parentheses, settings: <c>step(10,0.5)</c>, <c>warm-up(0.1,cosine)</c>.</summary>
    /// <exception cref="InvalidInputException">No schedule has that name, or a setting is invalid.</exception>
    public static LearningRateSchedule Parse(string name) => Registry.Parse(name);

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>The name without settings: <c>one-cycle</c>.</summary>
    internal abstract string Keyword { get; }

    /// <summary>Passes the settings to a visitor, in order. Default: there are no settings.</summary>
    /// <returns>This schedule with the settings that the visitor returned.</returns>
    internal virtual LearningRateSchedule With(Settings settings) => this;

    /// <summary>Whether the factor also depends on the losses of completed epochs. Default: false.</summary>
    internal virtual bool DependsOnLoss => false;

    /// <summary>The factor on the learning rate, at least 0.</summary>
    /// <param name="position">The position in the training.</param>
    internal abstract float Factor(in SchedulePosition position);

    /// <summary>The settings that are out of range, one phrase each.</summary>
    internal IEnumerable<string> Violations() => Registry.Violations(this).Select(violation => $"{Keyword}'s {violation}");
}
