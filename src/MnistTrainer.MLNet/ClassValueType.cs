using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>
/// The ML.NET type of class names. A network stores the names of its classes as text. If the <c>KeyValues</c> of the label were numbers, predictions have
/// numbers of the same type, as with ML.NET's own trainers.
/// </summary>
internal abstract class ClassValueType
{
    /// <summary>The annotation of a key column that holds the values of its keys.</summary>
    public const string KeyValues = nameof(KeyValues);

    /// <summary>Text.</summary>
    public static ClassValueType Text { get; } = new Values<ReadOnlyMemory<char>>(TextDataViewType.Instance, name => name.AsMemory());

    /// <summary>Keys without values. Their names are the numbers from 1.</summary>
    public static ClassValueType None { get; } = new NoValues();

    // Declared after Text and None, which its initializer uses.
    private static readonly ClassValueType[] All =
    [
        Number<bool>(BooleanDataViewType.Instance),
        Number<float>(NumberDataViewType.Single),
        Number<double>(NumberDataViewType.Double),
        Number<sbyte>(NumberDataViewType.SByte),
        Number<byte>(NumberDataViewType.Byte),
        Number<short>(NumberDataViewType.Int16),
        Number<ushort>(NumberDataViewType.UInt16),
        Number<int>(NumberDataViewType.Int32),
        Number<uint>(NumberDataViewType.UInt32),
        Number<long>(NumberDataViewType.Int64),
        Number<ulong>(NumberDataViewType.UInt64),
        Text,
        None,
    ];

    /// <summary>The name in model files.</summary>
    public abstract string Name { get; }

    /// <summary>The type of the key values of a label column.</summary>
    public static ClassValueType Of(DataViewSchema.Column label) => All.FirstOrDefault(type => type.Matches(label)) ?? None;

    /// <summary>The type with the given name, or null.</summary>
    public static ClassValueType? Named(string name) => All.FirstOrDefault(type => type.Name == name);

    /// <summary>The class names of a label column: its key values in the invariant culture, or 1, 2, 3 if it has none.</summary>
    public static string[] NamesOf(DataViewSchema.Column label) => Of(label).Read(label);

    /// <summary>Adds class names as an annotation, a vector of this type. Adds nothing for keys without values.</summary>
    public abstract void Annotate(DataViewSchema.Annotations.Builder annotations, string kind, IReadOnlyList<string> names);

    protected abstract bool Matches(DataViewSchema.Column label);

    protected abstract string[] Read(DataViewSchema.Column label);

    private static Values<T> Number<T>(PrimitiveDataViewType type)
        where T : IParsable<T> => new(type, name => T.Parse(name, CultureInfo.InvariantCulture));

    private sealed class NoValues : ClassValueType
    {
        public override string Name => nameof(None);

        public override void Annotate(DataViewSchema.Annotations.Builder annotations, string kind, IReadOnlyList<string> names) { }

        protected override bool Matches(DataViewSchema.Column label) => false;

        protected override string[] Read(DataViewSchema.Column label) =>
            [.. Enumerable.Range(1, InputColumns.ClassCount(label)).Select(key => key.ToString(CultureInfo.InvariantCulture))];
    }

    private sealed class Values<T>(PrimitiveDataViewType type, Func<string, T> parse) : ClassValueType
    {
        public override string Name => type.RawType.Name;

        public override void Annotate(DataViewSchema.Annotations.Builder annotations, string kind, IReadOnlyList<string> names)
        {
            T[] values = [.. names.Select(parse)];
            VBuffer<T> all = new(values.Length, values);
            annotations.Add(kind, new VectorDataViewType(type, values.Length), (ref VBuffer<T> value) => all.CopyTo(ref value));
        }

        protected override bool Matches(DataViewSchema.Column label) =>
            label.Type is KeyDataViewType key
            && label.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type is VectorDataViewType values
            && values.ItemType.Equals(type)
            && (ulong)values.Size == key.Count;

        protected override string[] Read(DataViewSchema.Column label)
        {
            VBuffer<T> values = default;
            label.GetKeyValues(ref values);
            return [.. values.DenseValues().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];
        }
    }
}
