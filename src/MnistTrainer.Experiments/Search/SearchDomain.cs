namespace MnistTrainer.Experiments;

/// <summary>The values that a search may give to one parameter: a <see cref="SearchRange"/> or a <see cref="SearchChoice"/>. Immutable.</summary>
public abstract record SearchDomain
{
    private protected SearchDomain() { }

    /// <summary>The number of different values; null for a range of numbers that are not whole.</summary>
    public abstract int? Count { get; }

    /// <summary>The number of values without an order; null for a range.</summary>
    internal abstract int? Categories { get; }

    /// <summary>The value at a position.</summary>
    /// <param name="position">From 0 to 1.</param>
    public abstract string ValueAt(double position);

    /// <summary>The position of a value, from 0 to 1; null if it is not among the values.</summary>
    /// <param name="value">The value, spelled as <see cref="ValueAt"/> spells it.</param>
    public abstract double? PositionOf(string value);
}
