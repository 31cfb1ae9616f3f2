namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// How the learning rate changes while a network is trained: a factor for every step. It is a function of where training stands alone, so that training
/// that was interrupted goes on as if it had not been. Immutable.
/// </summary>
public abstract record LearningRateSchedule
{
    /// <summary>It stays.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>It falls from the whole to nothing along half a cosine wave.</summary>
    public static LearningRateSchedule Cosine { get; } = new CosineSchedule();

    // The registry: a new schedule adds its line here. Numbers that are not given are the defaults.
    private static readonly Dictionary<string, Func<NamedSettings, LearningRateSchedule>> Registry = new(StringComparer.OrdinalIgnoreCase)
    {
        ["constant"] = _ => Constant,
        ["step"] = given => new StepSchedule(given.WholeNumber(10), given.Number(0.5f)),
        ["exponential"] = given => new ExponentialSchedule(given.Number(0.95f)),
        ["cosine"] = _ => Cosine,
        ["polynomial"] = given => new PolynomialSchedule(given.Number(1f)),
        ["one-cycle"] = given => new OneCycleSchedule(given.Number(0.3f), given.Number(25f), given.Number(10000f)),
        ["reduce-on-plateau"] = given => new ReduceOnPlateauSchedule(given.Number(0.1f), given.WholeNumber(3)),
        ["warm-up"] = given => new WarmUpSchedule(given.Number(0.1f), given.Rest() is string then ? Parse(then) : Cosine),
    };

    /// <summary>One of each, with its usual settings.</summary>
    public static IReadOnlyList<LearningRateSchedule> All { get; } = NamedSettings.All(Registry);

    /// <summary>Its name as <see cref="Parse"/> reads it: <c>cosine</c>, <c>step(10,0.5)</c>.</summary>
    public abstract string Name { get; }

    /// <summary>The schedule of that name, with numbers in brackets where it has some: <c>step(10,0.5)</c>, <c>warm-up(0.1,cosine)</c>.</summary>
    /// <exception cref="InvalidInputException">No schedule has that name, or its numbers do not hold.</exception>
    public static LearningRateSchedule Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        LearningRateSchedule schedule = NamedSettings.Parse("schedule", name, Registry, All.Select(schedule => schedule.Name));
        string violations = string.Join("; ", schedule.Violations());
        return violations.Length == 0 ? schedule : throw new InvalidInputException($"The schedule {name} does not hold: {violations}.");
    }

    /// <summary>Its <see cref="Name"/>.</summary>
    public sealed override string ToString() => Name;

    /// <summary>What the learning rate is multiplied by, at least 0.</summary>
    /// <param name="position">Where training stands.</param>
    internal abstract float Factor(in SchedulePosition position);

    /// <summary>What is wrong with its settings, a sentence each.</summary>
    internal virtual IEnumerable<string> Violations() => [];

    private protected static string Format(FormattableString text) => FormattableString.Invariant(text);
}
