using System.Globalization;
using System.Numerics;
using System.Text;
using Parquet;
using Parquet.Schema;

namespace MnistTrainer.Data;

/// <summary>
/// The values of a column in a group of rows. An entry is a row or, in a column of lists, an element of a row's list; not every entry has a value.
/// </summary>
internal sealed class ParquetColumn
{
    private readonly Action<StringBuilder, int> _append;
    private readonly ReadOnlyMemory<byte>[] _bytes;

    // The index of each entry's value; -1 where there is none.
    private readonly int[] _places;

    private ParquetColumn(int[] places, int[] repetitions, Action<StringBuilder, int> append, ReadOnlyMemory<byte>[] bytes) =>
        (_places, Repetitions, _append, _bytes) = (places, repetitions, append, bytes);

    /// <summary>How deep in a list each entry begins a new one: 0 for a new row; empty for a column without lists.</summary>
    public int[] Repetitions { get; }

    /// <summary>The number of entries.</summary>
    public int Count => _places.Length;

    /// <summary>Reads a column.</summary>
    /// <param name="rows">The group of rows.</param>
    /// <param name="field">The column.</param>
    /// <param name="count">The number of entries.</param>
    /// <exception cref="NotSupportedException">It holds something else than numbers, text and bytes.</exception>
    public static ParquetColumn Read(ParquetRowGroupReader rows, DataField field, int count)
    {
        // The library reads no levels into an empty array.
        if (count == 0)
            return new ParquetColumn([], [], (_, _) => { }, []);
        int[] definitions = new int[field.MaxDefinitionLevel > 0 ? count : 0];
        int[] repetitions = new int[field.MaxRepetitionLevel > 0 ? count : 0];
        ReadOnlyMemory<byte>[] bytes = IsBytes(field) ? Values<ReadOnlyMemory<byte>>() : [];
        Action<StringBuilder, int> append = IsBytes(field) ? (_, _) => { } : Append();
        return new ParquetColumn(PlacesOf(definitions, field.MaxDefinitionLevel, count), repetitions, append, bytes);

        T[] Values<T>()
            where T : struct
        {
            T[] values = new T[count];
            ParquetFile.Wait(rows.ReadRawAsync(field, values.AsMemory(), LevelsIn(definitions), LevelsIn(repetitions)));
            return values;
        }

        Action<StringBuilder, int> Append() =>
            Type.GetTypeCode(field.ClrType) switch
            {
                TypeCode.Boolean => AppendNumber(Array.ConvertAll(Values<bool>(), value => value ? (byte)1 : (byte)0)),
                TypeCode.Byte => AppendNumber(Values<byte>()),
                TypeCode.SByte => AppendNumber(Values<sbyte>()),
                TypeCode.Int16 => AppendNumber(Values<short>()),
                TypeCode.UInt16 => AppendNumber(Values<ushort>()),
                TypeCode.Int32 => AppendNumber(Values<int>()),
                TypeCode.UInt32 => AppendNumber(Values<uint>()),
                TypeCode.Int64 => AppendNumber(Values<long>()),
                TypeCode.UInt64 => AppendNumber(Values<ulong>()),
                TypeCode.Single => AppendNumber(Values<float>()),
                TypeCode.Double => AppendNumber(Values<double>()),
                TypeCode.Decimal => AppendNumber(Values<decimal>()),
                TypeCode.DateTime => AppendFormatted(Values<DateTime>(), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"),
                _ when field.ClrType == typeof(DateOnly) => AppendFormatted(Values<DateOnly>(), "yyyy-MM-dd"),
                _ when field.ClrType == typeof(Guid) => AppendFormatted(Values<Guid>(), "D"),
                _ when IsText(field) => AppendText(Values<ReadOnlyMemory<char>>()),
                _ => throw new NotSupportedException(),
            };
    }

    /// <summary>Whether a column holds numbers.</summary>
    public static bool IsNumber(DataField field) => Type.GetTypeCode(field.ClrType) is >= TypeCode.Boolean and <= TypeCode.Decimal;

    /// <summary>Whether a column holds what can be a cell of a table: a number, a text, a date with or without a time, or the id of a row. A time of day is a number in its unit.</summary>
    public static bool IsCell(DataField field) =>
        IsNumber(field)
        || IsText(field)
        || Type.GetTypeCode(field.ClrType) == TypeCode.DateTime
        || field.ClrType == typeof(DateOnly)
        || field.ClrType == typeof(Guid);

    /// <summary>Whether a column holds text, such as names of classes.</summary>
    public static bool IsText(DataField field) => field.ClrType == typeof(ReadOnlyMemory<char>);

    /// <summary>Whether a column holds bytes, such as those of images' files.</summary>
    public static bool IsBytes(DataField field) => field.ClrType == typeof(ReadOnlyMemory<byte>);

    /// <summary>Whether an entry has a value.</summary>
    public bool Has(int entry) => _places[entry] >= 0;

    /// <summary>Appends the value of an entry as the cell of a table; nothing where there is none.</summary>
    public void AppendTo(StringBuilder text, int entry)
    {
        if (_places[entry] is >= 0 and int place)
            _append(text, place);
    }

    /// <summary>Returns an entry as text; empty without a value.</summary>
    public string TextOf(int entry)
    {
        StringBuilder text = new();
        AppendTo(text, entry);
        return text.ToString();
    }

    /// <summary>Returns the bytes of an entry in a column of bytes; empty without a value.</summary>
    public ReadOnlyMemory<byte> BytesOf(int entry) => _places[entry] is >= 0 and int place ? _bytes[place] : default;

    // All columns of a group are in memory at once, and most pixels are bytes, whatever their type.
    private static Action<StringBuilder, int> AppendNumber<T>(T[] values)
        where T : INumber<T>
    {
        byte[] bytes = new byte[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            bytes[i] = byte.CreateSaturating(values[i]);
            if (T.CreateSaturating(bytes[i]) != values[i])
                return (text, place) => text.Append(CultureInfo.InvariantCulture, $"{values[place]}");
        }

        return (text, place) => text.Append(bytes[place]);
    }

    private static Action<StringBuilder, int> AppendFormatted<T>(T[] values, string format)
        where T : IFormattable => (text, place) => text.Append(values[place].ToString(format, CultureInfo.InvariantCulture));

    // Of several lines, cells would be rows.
    private static Action<StringBuilder, int> AppendText(ReadOnlyMemory<char>[] values) =>
        (text, place) => text.Append(values[place].ToString().ReplaceLineEndings(" "));

    private static Memory<int>? LevelsIn(int[] levels) => levels.Length > 0 ? new Memory<int>?(levels) : null;

    private static int[] PlacesOf(int[] definitions, int defined, int count)
    {
        int[] places = new int[count];
        for (int entry = 0, place = 0; entry < count; entry++)
            places[entry] = definitions.Length == 0 || definitions[entry] == defined ? place++ : -1;
        return places;
    }
}
