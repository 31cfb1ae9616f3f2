using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>A set of values to try: <c>adam,adamw</c>. No order is assumed.</summary>
/// <param name="Values">The values, all different, at least one.</param>
public sealed record SearchChoice(ImmutableArray<string> Values) : SearchDomain
{
    /// <inheritdoc/>
    public override int? Count => Values.Length;

    internal override int? Categories => Values.Length;

    /// <inheritdoc/>
    public override string ValueAt(double position) => Values[Math.Clamp((int)(position * Values.Length), 0, Values.Length - 1)];

    /// <inheritdoc/>
    public override double? PositionOf(string value) => Values.IndexOf(value) is >= 0 and int index ? (index + 0.5) / Values.Length : null;

    /// <summary><c>adam, adamw</c>.</summary>
    public override string ToString() => string.Join(", ", Values);
}
