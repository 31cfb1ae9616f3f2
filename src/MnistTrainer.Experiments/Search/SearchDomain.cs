namespace MnistTrainer.Experiments;

/// <summary>The values of one parameter that a search can try: a <see cref="SearchRange"/> or a <see cref="SearchChoice"/>. Immutable.</summary>
public abstract record SearchDomain
{
    private protected SearchDomain() { }

    /// <summary>The number of different values; null for a range of real numbers.</summary>
    public abstract int? Count { get; }

    /// <summary>The number of unordered values; null for a range.</summary>
    internal abstract int? Categories { get; }

    /// <summary>The value at a position.</summary>
    /// <param name="position">From 0 to 1.</param>
    public abstract string ValueAt(double position);

    /// <summary>The position of a value, from 0 to 1; null if it is not among the values.</summary>
    /// <param name="value">The value, in the form that <see cref="ValueAt"/> returns.</param>
    public abstract double? PositionOf(string value);
}
