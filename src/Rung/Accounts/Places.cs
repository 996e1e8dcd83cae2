namespace Rung.Accounts;

/// <summary>The provinces and larger cities after which Chinese companies name themselves.</summary>
static class Places
{
    static readonly string[] Short =
    [
        "北京", "上海", "天津", "重庆", "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东", "河南", "湖北", "湖南", "广东", "海南",
        "四川", "贵州", "云南", "陕西", "甘肃", "青海", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港", "澳门", "台湾", "中国",
        "深圳", "广州", "东莞", "佛山", "珠海", "惠州", "中山", "汕头", "江门", "湛江", "杭州", "宁波", "温州", "嘉兴", "绍兴", "金华", "义乌", "台州", "湖州", "南京", "苏州",
        "无锡", "常州", "南通", "扬州", "镇江", "徐州", "盐城", "泰州", "连云港", "昆山", "成都", "绵阳", "武汉", "宜昌", "襄阳", "长沙", "株洲", "湘潭", "郑州", "洛阳", "西安",
        "咸阳", "青岛", "济南", "烟台", "潍坊", "淄博", "威海", "临沂", "济宁", "福州", "厦门", "泉州", "漳州", "合肥", "芜湖", "南昌", "赣州", "沈阳", "大连", "鞍山", "长春",
        "哈尔滨", "大庆", "石家庄", "唐山", "保定", "廊坊", "秦皇岛", "太原", "大同", "呼和浩特", "包头", "鄂尔多斯", "南宁", "柳州", "桂林", "海口", "三亚", "昆明", "贵阳", "遵义",
        "兰州", "西宁", "银川", "乌鲁木齐", "拉萨",
    ];

    static readonly string[] Ends = ["特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"];

    static readonly Dictionary<char, string[]> ByFirst = Short.GroupBy(p => p[0]).ToDictionary(g => g.Key, g => g.OrderByDescending(p => p.Length).ToArray());

    /// <summary>The place the whole text is, in its short form; null if none.</summary>
    public static string? Named(string text) => AtStart(text, out var length) is { } place && length == text.Length ? place : null;

    /// <summary>The place the text begins with, and how much of the text it takes with its 省 or 市.</summary>
    public static string? AtStart(string text, out int length)
    {
        length = 0;
        if (text.Length == 0 || !ByFirst.TryGetValue(text[0], out var candidates)) return null;
        if (Array.Find(candidates, p => text.StartsWith(p, StringComparison.Ordinal)) is not { } place) return null;

        length = place.Length;
        var rest = text[length..];
        if (Array.Find(Ends, e => rest.StartsWith(e, StringComparison.Ordinal)) is { } end) length += end.Length;
        return place;
    }
}
