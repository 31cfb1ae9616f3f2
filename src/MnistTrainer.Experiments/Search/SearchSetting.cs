namespace MnistTrainer.Experiments;

/// <summary>The value of one parameter as text, in the format of the command's option.</summary>
/// <param name="Name">The parameter's name: <c>learning-rate</c>.</param>
/// <param name="Value">The value: <c>0.00123</c>, <c>adam</c>.</param>
public sealed record SearchSetting(string Name, string Value)
{
    /// <summary><c>learning-rate 0.00123</c>.</summary>
    public override string ToString() => $"{Name} {Value}";
}
