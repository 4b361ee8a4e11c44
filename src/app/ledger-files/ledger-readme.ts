import { BASIC_FIELDS, SHEET_FIELDS, type Field } from '../../ledger/rows/fields.ts'

const list = (fields: readonly Field[]): string =>
  fields.map((f) => `- **${f.header}** (\`${f.id}\`)：${f.about.zh} ${f.about.en}`).join('\n')

/** What lies beside a ledger's files, so that whoever opens the folder knows what to do. */
export const LEDGER_README = `# 账本 Ledger

\`ledger.json\` 写部门的情况、单位、项目和绩效目标、政府采购、人员、国有资产和文字说明；\`lines.csv\` 一行一笔钱（可用电子表格打开，保存时仍选CSV UTF-8）；
\`last-year.csv\`（可以没有）是上年的各行，用来算增减。金额以元为单位，最多两位小数。科目写“2010301 行政运行”，或只写编码。
Money is in yuan with at most two decimals. Codes are written with or without their names.

新建的账本里是虚构的例子，可以直接核对和公开，改成自己的即可。What a new ledger holds is invented and prints as it is: make it yours.

## ledger.json

${list(BASIC_FIELDS)}

### units 单位

${list(SHEET_FIELDS.units)}

### projects 项目

${list(SHEET_FIELDS.projects)}
- **indicators**：绩效指标 performance indicators

${list(SHEET_FIELDS.indicators.slice(1))}

### procurement 政府采购

${list(SHEET_FIELDS.procurement)}

### people 人员

${list(SHEET_FIELDS.people)}

### assets 国有资产

${list(SHEET_FIELDS.assets)}

## lines.csv, last-year.csv

${list(SHEET_FIELDS.lines)}
`
