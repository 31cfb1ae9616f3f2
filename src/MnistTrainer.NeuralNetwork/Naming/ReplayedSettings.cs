using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Gives the first settings visited the values of another member; the others keep theirs.</summary>
/// <param name="values">The values, as <see cref="SettingTexts"/> collected them.</param>
internal sealed class ReplayedSettings(IReadOnlyList<object?> values) : Settings
{
    private int _visited;

    public override float Number(string name, float value, Interval range) => Next(value);

    public override int WholeNumber(string name, int value, Interval range) => Next(value);

    public override ImmutableArray<float> AscendingNumbers(string name, ImmutableArray<float> values, Interval range) => Next(values);

    public override ImmutableArray<int> WholeNumbers(string name, ImmutableArray<int> values, Interval range) => Next(values);

    public override bool Flag(string name, bool value) => Next(value);

    public override T Choice<T>(string name, T value) => Next(value);

    [return: NotNullIfNotNull(nameof(value))]
    public override T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class => Next(value);

    private T Next<T>(T value) => _visited < values.Count ? (T)values[_visited++]! : value;
}
