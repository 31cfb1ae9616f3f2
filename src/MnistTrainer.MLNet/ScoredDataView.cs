using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>An input with its scores, computed row by row while a cursor moves over it.</summary>
internal sealed class ScoredDataView(ScoreMapper mapper, IDataView input) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null) =>
        new Cursor(mapper, input.GetRowCursor(mapper.GetDependencies(columnsNeeded), rand), columnsNeeded);

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
    [
        .. input.GetRowCursorSet(mapper.GetDependencies(columnsNeeded), n, rand)
            .Select(cursor => new Cursor(mapper, cursor, columnsNeeded)),
    ];

    private sealed class Cursor(ScoreMapper mapper, DataViewRowCursor input, IEnumerable<DataViewSchema.Column> columnsNeeded)
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
