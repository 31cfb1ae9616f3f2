using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Samples as an <see cref="IDataView"/>: the column <c>Features</c>, vectors of floats with the dimensions of the samples' shape, and, if they have labels, the
/// column <c>Label</c>, a key whose values are the class names. Rows are converted lazily by cursors.
/// </summary>
public sealed class SamplesDataView : IDataView
{
    internal const string FeaturesName = "Features";
    internal const string LabelName = "Label";

    // Number of consecutive rows that one cursor of a set reads.
    private const int RowsPerBatch = 64;

    internal SamplesDataView(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        Samples = samples;
        DataViewSchema.Builder schema = new();
        Shape shape = samples.Shape;
        int[] dimensions =
            shape.IsVector ? [shape.Size]
            : shape.Channels == 1 ? [shape.Height, shape.Width]
            : SampleColumns.AreInterleaved(shape.Height, shape.Channels) ? [shape.Height, shape.Width, shape.Channels]
            : [shape.Channels, shape.Height, shape.Width];
        schema.AddColumn(FeaturesName, new VectorDataViewType(NumberDataViewType.Single, dimensions));
        if (samples.HasLabels)
        {
            DataViewSchema.Annotations.Builder annotations = new();
            ClassValueType.Text.Annotate(annotations, ClassValueType.KeyValues, samples.ClassNames);
            schema.AddColumn(LabelName, new KeyDataViewType(typeof(uint), samples.ClassNames.Count), annotations.ToAnnotations());
        }

        Schema = schema.ToSchema();
    }

    /// <summary>The samples.</summary>
    public Samples Samples { get; }

    /// <summary>Whether cursors can shuffle rows. Always false.</summary>
    public bool CanShuffle => false;

    /// <inheritdoc/>
    public DataViewSchema Schema { get; }

    /// <inheritdoc/>
    public long? GetRowCount() => Samples.Count;

    /// <inheritdoc/>
    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(this, columnsNeeded, part: 0, parts: 1);

    /// <inheritdoc/>
    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        int parts = Math.Clamp((Samples.Count + RowsPerBatch - 1) / RowsPerBatch, 1, Math.Max(1, n));
        return [.. Enumerable.Range(0, parts).Select(part => new Cursor(this, columnsNeeded, part, parts))];
    }

    /// <summary>Iterates over every <paramref name="parts"/>-th batch of rows, starting with batch <paramref name="part"/>.</summary>
    private sealed class Cursor(SamplesDataView view, IEnumerable<DataViewSchema.Column> columnsNeeded, int part, int parts)
        : DataViewRowCursor
    {
        private readonly HashSet<int> _active = [.. columnsNeeded.Select(column => column.Index)];
        private long _position = -1;

        public override DataViewSchema Schema => view.Schema;

        public override long Position => _position;

        public override long Batch => _position < 0 ? 0 : (_position / RowsPerBatch * parts) + part;

        private int Row => (int)((Batch * RowsPerBatch) + (_position % RowsPerBatch));

        public override bool MoveNext()
        {
            _position++;
            if (Row < view.Samples.Count)
                return true;
            _position--;
            return false;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            if (!IsColumnActive(column))
                throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active in this cursor");
            Delegate getter = column.Name == FeaturesName ? (ValueGetter<VBuffer<float>>)GetFeatures : (ValueGetter<uint>)GetLabel;
            return getter as ValueGetter<TValue>
                ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue)}");
        }

        private void GetFeatures(ref VBuffer<float> value)
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, view.Samples.Shape.Size);
            view.Samples.CopyRow(Row, editor.Values);
            value = editor.Commit();
        }

        private void GetLabel(ref uint value) => value = (uint)view.Samples.Labels[Row] + 1;
    }
}
