namespace TrafficRouting.Manifests.Tests.Documents;

public sealed class FieldsTests
{
    private readonly Problems _problems = new();

    [Theory]
    [InlineData("weight: x", "must be a whole number from 0 to 10, not a string.")]
    [InlineData("weight: 11", "must be a whole number from 0 to 10, not 11.")]
    [InlineData("weight: 1.5", "must be a whole number from 0 to 10, not 1.5.")]
    [InlineData("weight: 99999999999999", "must be a whole number from 0 to 10, not 99999999999999.")]
    [InlineData("weight: '3'", "must be a whole number from 0 to 10, not a string.")]
    [InlineData("weight: [3]", "must be a whole number from 0 to 10, not a list.")]
    public void Integer_Unfit_IsReportedOnce(string field, string message)
    {
        var fields = Document(field).Root;

        Assert.Null(fields.Integer("weight", 0, 10));
        Assert.Null(fields.Integer("weight", 0, 10));

        Assert.Equal(message, Assert.Single(_problems.Found).Message);
    }

    [Theory]
    [InlineData("version: 1.0", "must be a string, not a number; write it in quotes.")]
    [InlineData("version: on", "must be a string, not a boolean; write it in quotes.")]
    public void Text_UnquotedNumberOrWord_IsRefusedAsKubernetesDoes(string field, string message)
    {
        Assert.Null(Document(field).Root.Text("version"));

        Assert.Equal(message, Assert.Single(_problems.Found).Message);
    }

    [Theory]
    [InlineData("5s", 5_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1.5h", 5_400_000)]
    [InlineData("250ms", 250)]
    [InlineData("0", 0)]
    public void Duration_OfGo_IsRead(string text, double milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Document($"timeout: '{text}'").Root.Duration("timeout"));

    [Theory]
    [InlineData("5")]
    [InlineData("5d")]
    [InlineData("s")]
    [InlineData("")]
    [InlineData("999999999999999h")]
    [InlineData("999999999999999999h999999999999999999h999999999999999999h")]
    [InlineData("-999999999999999999h999999999999999999h999999999999999999h")]
    [InlineData("1.2.3s")]
    [InlineData("9999999999999999999s")]
    public void Duration_OfAnotherNotation_IsRefused(string text)
    {
        Assert.Null(Document($"timeout: '{text}'").Root.Duration("timeout"));

        Assert.Single(_problems.Found);
    }

    private ManifestDocument Document(string yaml) => Assert.Single(DocumentReader.Read("f.yaml", yaml, _problems));
}
