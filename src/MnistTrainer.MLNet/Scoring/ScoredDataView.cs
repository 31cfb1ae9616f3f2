using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using Microsoft.ML.Runtime;

namespace MnistTrainer.MLNet;

/// <summary>A data view with scores, computed lazily by its cursors: in blocks if the cursor can read ahead, else row by row.</summary>
internal sealed class ScoredDataView(NeuralNetworkTransformer transformer, ScoreMapper mapper, IDataView input)
    : ITransformCanSaveOnnx,
        ITransformTemplate
{
    public IDataView Source => input;

    public bool CanShuffle => input.CanShuffle;

    private int Threads => transformer.NumberOfThreads ?? Environment.ProcessorCount;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        Score(input.GetRowCursor(mapper.GetDependencies(columnsNeeded), rand), [.. columnsNeeded], Threads);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewRowCursor[] cursors = input.GetRowCursorSet(mapper.GetDependencies(columnsNeeded), n, rand);
        int threads = Math.Max(1, Threads / cursors.Length);
        return [.. cursors.Select(cursor => Score(cursor, [.. columnsNeeded], threads))];
    }

    /// <summary>The same for another input.</summary>
    IDataTransform ITransformTemplate.ApplyToData(IHostEnvironment env, IDataView newSource) =>
        (IDataTransform)transformer.Transform(newSource);

    void ICanSaveModel.Save(ModelSaveContext ctx) => ((ICanSaveModel)transformer).Save(ctx);

    bool ICanSaveOnnx.CanSaveOnnx(OnnxContext ctx) => true;

    void ISaveAsOnnx.SaveAsOnnx(OnnxContext ctx) => mapper.SaveAsOnnx(ctx);

    private DataViewRowCursor Score(DataViewRowCursor cursor, DataViewSchema.Column[] columns, int threads) =>
        ReadAheadCursor.Supports(mapper, columns)
            ? new ReadAheadCursor(mapper, cursor, columns, threads)
            : new RowByRowCursor(mapper, cursor, columns);

    private sealed class RowByRowCursor(ScoreMapper mapper, DataViewRowCursor input, IEnumerable<DataViewSchema.Column> columnsNeeded)
        : DataViewRowCursor
    {
        private readonly ScoredRow _row = new(mapper, input, columnsNeeded);

        public override DataViewSchema Schema => _row.Schema;

        public override long Position => input.Position;

        public override long Batch => input.Batch;

        public override bool MoveNext() => input.MoveNext();

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        public override bool IsColumnActive(DataViewSchema.Column column) => _row.IsColumnActive(column);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _row.GetGetter<TValue>(column);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _row.Dispose();
            base.Dispose(disposing);
        }
    }
}
